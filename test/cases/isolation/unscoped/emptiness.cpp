// What a condition says of a text does not hide the way on which nothing ties the statement.
#include <pqxx/pqxx>
#include <string>

static void find(pqxx::work &txn, const std::string &where) {
  std::string sql = "SELECT * FROM orders"; // expect: pg-isolation-unscoped
  if (!where.empty())
    sql += " WHERE " + where;
  txn.exec(sql);
}

static void findOwn(pqxx::work &txn, const std::string &where) {
  std::string sql = "SELECT * FROM orders";
  if (!where.empty())
    sql += " WHERE " + where;
  txn.exec(sql);
}

void callers(pqxx::work &txn) {
  find(txn, "");
  findOwn(txn, "user_id = $1");
}
