#include "worker.h"

#include <algorithm>

namespace pgtidy::lsp {

Worker::Worker() : Thread([this] { work(); }) {}

Worker::~Worker() {
  {
    std::lock_guard lock(Mutex);
    Stopping = true;
    Tasks.clear();
  }
  Changed.notify_all();
  Thread.join();
}

void Worker::post(const std::string &name, Clock::duration delay, Task task) {
  {
    std::lock_guard lock(Mutex);
    if (Stopping)
      return;
    Tasks[name] = {Clock::now() + delay, std::move(task)};
  }
  Changed.notify_all();
}

bool Worker::isWaiting(const std::string &name) const {
  std::lock_guard lock(Mutex);
  return Tasks.count(name) != 0;
}

void Worker::drain() {
  std::unique_lock lock(Mutex);
  Changed.wait(lock, [&] { return Tasks.empty() && !Busy; });
}

std::map<std::string, Worker::Waiting>::iterator Worker::first() {
  return std::min_element(Tasks.begin(), Tasks.end(),
                          [](const auto &a, const auto &b) { return a.second.due < b.second.due; });
}

void Worker::work() {
  std::unique_lock lock(Mutex);
  while (!Stopping) {
    if (Tasks.empty()) {
      Changed.wait(lock);
      continue;
    }
    auto next = first();
    if (next->second.due > Clock::now()) {
      Changed.wait_until(lock, Clock::time_point(next->second.due));
      continue;
    }
    Task task = std::move(next->second.task);
    Tasks.erase(next);
    Busy = true;
    lock.unlock();
    task();
    lock.lock();
    Busy = false;
    Changed.notify_all();
  }
}

} // namespace pgtidy::lsp
