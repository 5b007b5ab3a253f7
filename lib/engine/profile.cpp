#include "engine/profile.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Threading.h"

#include <tuple>

namespace pgtidy::engine {

void Profile::add(std::string stage, std::string subject, Span::Clock::time_point begin,
                  std::chrono::nanoseconds duration) {
  uint64_t self = llvm::get_threadid();
  std::lock_guard lock(Adding);
  auto known = llvm::find(Threads, self);
  unsigned thread = static_cast<unsigned>(known - Threads.begin());
  if (known == Threads.end())
    Threads.push_back(self);
  Spans.push_back({std::move(stage), std::move(subject), begin, duration, thread});
}

std::vector<Span> Profile::spans() const {
  std::lock_guard lock(Adding);
  std::vector<Span> spans = Spans;
  llvm::sort(spans, [](const Span &a, const Span &b) {
    return std::tie(a.begin, a.thread, b.duration) < std::tie(b.begin, b.thread, a.duration); // the outer one first
  });
  return spans;
}

Timed::Timed(Profile *profile, std::string stage, std::string subject)
    : Into(profile), Stage(std::move(stage)), Subject(std::move(subject)), Begin(Span::Clock::now()) {}

Timed::~Timed() {
  if (Into)
    Into->add(std::move(Stage), std::move(Subject), Begin, Span::Clock::now() - Begin);
}

} // namespace pgtidy::engine
