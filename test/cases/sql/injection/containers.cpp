// Containers of texts that callers give: each of their texts may be any element.
#include <array>
#include <initializer_list>
#include <pqxx/pqxx>
#include <string>
#include <vector>

static void first(pqxx::work &txn, const std::vector<std::string> &columns) {
  txn.exec("SELECT " + columns[0] + " FROM products");
}

static void all(pqxx::work &txn, std::vector<std::string> columns) {
  std::string list = "id";
  for (const std::string &column : columns)
    list += ", " + column;
  txn.exec("SELECT " + list + " FROM products");
}

static void each(pqxx::work &txn, std::initializer_list<const char *> tables) {
  for (const char *table : tables)
    txn.exec(std::string("SELECT count(*) FROM ") + table);
}

static void pair(pqxx::work &txn, const std::array<const char *, 2> &tables) {
  for (const char *table : tables)
    txn.exec(std::string("SELECT count(*) FROM ") + table);
}

void fine(pqxx::work &txn) {
  first(txn, {"name", "price"});
  all(txn, {"name", "price"});
  each(txn, {"products", "tags"});
  pair(txn, {"products", "tags"});
  const std::vector<std::string> known{"name"};
  first(txn, known);
}

static void given(pqxx::work &txn, const std::vector<std::string> &columns) {
  txn.exec("SELECT " + columns[0] + " FROM products");
}

void fault(pqxx::work &txn, const std::string &column) { // expect: pg-sql-injection
  given(txn, {"name", column});
}

void nobodyCallsIt(pqxx::work &txn, const std::vector<std::string> &columns) {
  txn.exec("SELECT " + columns[0] + " FROM products"); // expect: pg-sql-injection
}
