// Statements that are never sent.
#include <pqxx/pqxx>
#include <string>
#include <iostream>
#include <stdexcept>

struct Journal {
  void exec(const std::string &line) { lines += line; }
  std::string lines;
};

void notSent(Journal &journal, bool broken) {
  journal.exec("SELECT id FROM orders");
  std::cerr << "SELECT id FROM orders\n";
  if (broken)
    throw std::runtime_error("SELECT id FROM orders");
}

bool compared(const std::string &sql) { return sql == "SELECT id FROM orders"; }

void described(pqxx::work &txn, int user) {
  txn.exec("SELECT id FROM orders WHERE user_id = " + std::to_string(user), "SELECT id FROM orders");
}

void replaced(pqxx::work &txn) {
  std::string sql = "SELECT id FROM orders";
  sql = "SELECT id FROM products";
  txn.exec(sql);
}

void never(pqxx::work &txn) {
  constexpr bool all = false;
  if (all)
    txn.exec("SELECT id FROM orders");
}
