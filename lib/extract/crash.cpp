#include "crash.h"
#include "extract/extract.h"

#include "llvm/Support/CrashRecoveryContext.h"

#include <csignal>
#include <vector>

namespace pgtidy::extract {

/// Address space, not memory: deep expressions make deep recursions, in Clang and in the evaluation.
static constexpr unsigned StackSize = 256U << 20;

namespace {

/// A place for signal handlers to run when the thread's own stack is used up.
class SignalStack {
public:
  SignalStack() : Memory(64U << 10) {
    stack_t stack{};
    stack.ss_sp = Memory.data();
    stack.ss_size = Memory.size();
    sigaltstack(&stack, &Before);
  }
  ~SignalStack() { sigaltstack(&Before, nullptr); }
  SignalStack(const SignalStack &) = delete;
  SignalStack &operator=(const SignalStack &) = delete;

private:
  std::vector<char> Memory;
  stack_t Before{};
};

} // namespace

void enableCrashRecovery() {
  llvm::CrashRecoveryContext::Enable();
  for (int signal : {SIGSEGV, SIGBUS}) {
    struct sigaction action{};
    sigaction(signal, nullptr, &action);
    action.sa_flags |= SA_ONSTACK;
    sigaction(signal, &action, nullptr);
  }
}

bool runGuarded(llvm::function_ref<void()> work) {
  // The recovery jumps over destructors: what must be undone after a crash lives outside of `RunSafely`.
  bool survived = false;
  llvm::CrashRecoveryContext outer;
  outer.RunSafelyOnThread(
      [&] {
        SignalStack stack;
        llvm::CrashRecoveryContext inner;
        survived = inner.RunSafely(work);
      },
      StackSize);
  return survived;
}

} // namespace pgtidy::extract
