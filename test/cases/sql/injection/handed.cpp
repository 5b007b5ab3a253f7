// Functions that the library calls with what it was given for them.
#include <functional>
#include <future>
#include <pqxx/pqxx>
#include <string>
#include <thread>

struct Store {
  pqxx::connection &connection;
  void byName(const std::string &name) {
    pqxx::work txn(connection);
    txn.exec("SELECT id FROM products WHERE name = '" + name + "'");
  }
};

static void removeTag(pqxx::connection &connection, const std::string &name) {
  pqxx::work txn(connection);
  txn.exec("DELETE FROM tags WHERE name = '" + name + "'");
}

void faults(Store &store, pqxx::connection &connection, const std::string &name) {
  auto bound = std::bind(&Store::byName, &store, name); // expect: pg-sql-injection
  bound();
  auto open = std::bind(&Store::byName, &store, std::placeholders::_1);
  open(name);                                                              // expect: pg-sql-injection
  std::invoke(&Store::byName, store, name);                                // expect: pg-sql-injection
  std::thread(removeTag, std::ref(connection), name).join();               // expect: pg-sql-injection
  std::async(std::launch::async, removeTag, std::ref(connection), name);   // expect: pg-sql-injection
}

void fine(Store &store, pqxx::connection &connection) {
  std::bind(&Store::byName, &store, "chair")();
  std::thread(removeTag, std::ref(connection), "old").join();
}
