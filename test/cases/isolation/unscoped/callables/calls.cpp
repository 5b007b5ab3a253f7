#include "../callables.h"

#include <utility>

void Handler::go(const std::string &sql) { run(sql); }

Worker::Worker(std::function<void(const std::string &, int)> job) : job(std::move(job)) {}
void Worker::work(const std::string &sql, int user) { job(sql, user); }

void Pointer::go(pqxx::work &txn, const char *sql) const { send(txn, sql); }

void Logger::log(const std::string &text) { line(text); }

void each(const std::function<void(const char *)> &function) {
  function("SELECT body FROM memos"); // expect: pg-isolation-unscoped
}
