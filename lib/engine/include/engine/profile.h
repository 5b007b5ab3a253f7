// Where the time of a run went.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <vector>

namespace pgtidy::engine {

/// What was done, on what, when and by which thread.
struct Span {
  using Clock = std::chrono::steady_clock;
  std::string stage;   ///< "scan", "parse", "evaluate", "link", "check", …
  std::string subject; ///< a file or a check; empty where it is the whole program
  Clock::time_point begin;
  std::chrono::nanoseconds duration{};
  unsigned thread = 0; ///< 0 is the first that was seen
};

/// Collects spans, from several threads at once.
class Profile {
public:
  void add(std::string stage, std::string subject, Span::Clock::time_point begin, std::chrono::nanoseconds duration);
  /// In the order of their begins.
  std::vector<Span> spans() const;

private:
  mutable std::mutex Adding;
  std::vector<Span> Spans;
  std::vector<uint64_t> Threads;
};

/// Adds the time from here to the end of the block to a profile; does nothing for null.
class Timed {
public:
  Timed(Profile *profile, std::string stage, std::string subject = {});
  ~Timed();
  Timed(const Timed &) = delete;
  Timed &operator=(const Timed &) = delete;

private:
  Profile *Into;
  std::string Stage, Subject;
  Span::Clock::time_point Begin;
};

} // namespace pgtidy::engine
