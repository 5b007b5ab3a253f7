// Functions that are set in one unit and called in another.
#include "callables.h"

#include <iostream>

static void execute(pqxx::work &txn, const char *sql) { txn.exec(sql); }

void member(pqxx::work &txn) {
  Handler handler;
  handler.run = [&](const std::string &sql) { txn.exec(sql); };
  handler.go("SELECT status FROM orders"); // expect: pg-isolation-unscoped
}

void argument(pqxx::work &txn, int user) {
  Worker worker([&](const std::string &sql, int id) { txn.exec_params(sql, id); });
  worker.work("SELECT total FROM orders WHERE id = $1", user); // expect: pg-isolation-unscoped
  worker.work("SELECT total FROM orders WHERE user_id = $1", user);
}

void pointer(pqxx::work &txn) {
  Pointer pointer;
  pointer.send = execute;
  pointer.go(txn, "SELECT id FROM orders"); // expect: pg-isolation-unscoped
}

void given(pqxx::work &txn) {
  each([&](const char *sql) { txn.exec(sql); });
}

void logged() {
  Logger logger;
  logger.line = [](const std::string &text) { std::clog << text; };
  logger.log("SELECT email FROM users");
}
