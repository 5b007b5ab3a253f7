// Work off the thread that talks to the editor.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace pgtidy::lsp {

/// Runs tasks one after the other on a thread of its own. A task of the same name as one that waits takes its place, so
/// that only the last state of a file is looked at; it waits until nobody has asked again for a while.
class Worker {
public:
  using Clock = std::chrono::steady_clock;
  using Task = std::function<void()>;

  Worker();
  /// Waits for the task at work; those that wait are dropped.
  ~Worker();
  Worker(const Worker &) = delete;
  Worker &operator=(const Worker &) = delete;

  /// `task` is run when `delay` has passed, and it is its turn: the one due first goes first.
  void post(const std::string &name, Clock::duration delay, Task task);
  /// Whether a task of this name waits: what is at work is out of date.
  bool isWaiting(const std::string &name) const;
  /// Returns when there is nothing to do (tests, --check).
  void drain();

private:
  struct Waiting {
    Clock::time_point due;
    Task task;
  };
  mutable std::mutex Mutex;
  std::condition_variable Changed;
  std::map<std::string, Waiting> Tasks;
  bool Busy = false;
  bool Stopping = false;
  std::thread Thread;

  void work();
  std::map<std::string, Waiting>::iterator first();
};

} // namespace pgtidy::lsp
