#include "parse/stack.h"

#include <pthread.h>

namespace pgtidy::sql {

// libpg_query bounds the nesting of brackets (by bison's stack) but not the length of chains such as 1+1+1…, whose tree
// it writes out recursively with some 130 bytes of stack a level. 2 KiB of text fit the smallest threads in use.
static constexpr size_t SmallText = 2048;
static constexpr size_t StackPerByte = 256;
static constexpr size_t BaseStack = 4 << 20;

bool callWithStackFor(size_t textSize, llvm::function_ref<void()> work) {
  if (textSize <= SmallText) {
    work();
    return true;
  }
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0)
    return false;
  pthread_attr_setstacksize(&attributes, BaseStack + textSize * StackPerByte);
  auto run = [](void *argument) -> void * {
    (*static_cast<llvm::function_ref<void()> *>(argument))();
    return nullptr;
  };
  pthread_t thread;
  bool started = pthread_create(&thread, &attributes, run, &work) == 0;
  pthread_attr_destroy(&attributes);
  if (started)
    pthread_join(thread, nullptr);
  return started;
}

} // namespace pgtidy::sql
