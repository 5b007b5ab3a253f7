#pragma once
#include <functional>
#include <pqxx/pqxx>
#include <string>

struct Handler {
  std::function<void(const std::string &)> run;
  void go(const std::string &sql);
};

class Worker {
  std::function<void(const std::string &, int)> job;

public:
  explicit Worker(std::function<void(const std::string &, int)> job);
  void work(const std::string &sql, int user);
};

struct Pointer {
  void (*send)(pqxx::work &, const char *);
  void go(pqxx::work &txn, const char *sql) const;
};

// Never sends what it is given.
struct Logger {
  std::function<void(const std::string &)> line;
  void log(const std::string &text);
};

void each(const std::function<void(const char *)> &function);
