// A list of what is allowed, behind a default for what was not given.
#include <pqxx/pqxx>
#include <string>

std::string parameter(const char *name);

void allowed(pqxx::work &txn) {
  std::string order = parameter("order");
  if (order.empty())
    order = "asc";
  if (order != "asc" && order != "desc")
    return;
  txn.exec("SELECT id FROM products ORDER BY id " + order); // fine
}

void inside(pqxx::work &txn) {
  std::string order = parameter("order").empty() ? "asc" : parameter("order");
  if (order == "asc" || order == "desc")
    txn.exec("SELECT id FROM products ORDER BY id " + order); // fine
}

void withoutList(pqxx::work &txn) {
  std::string order = parameter("order");
  if (order.empty())
    order = "asc";
  txn.exec("SELECT id FROM products ORDER BY id " + order); // expect: pg-sql-injection
}

void otherSide(pqxx::work &txn) {
  std::string order = parameter("order");
  if (order.empty())
    order = "asc";
  if (order == "asc" || order == "desc")
    return;
  txn.exec("SELECT id FROM products ORDER BY id " + order); // expect: pg-sql-injection
}

void oneOfTwo(pqxx::work &txn, bool isChecked) {
  std::string order = parameter("order");
  if (order.empty())
    order = "asc";
  if (isChecked && order != "asc" && order != "desc")
    return;
  txn.exec("SELECT id FROM products ORDER BY id " + order); // expect: pg-sql-injection
}
