// One bad text is enough.
#include <pqxx/pqxx>
#include <string>

void one(pqxx::work &txn, int user, bool test) {
  std::string sql = "SELECT id FROM orders WHERE user_id = "; // expect: pg-isolation-constant-user
  sql += test ? "1" : std::to_string(user);
  txn.exec(sql);
}

void both(pqxx::work &txn, int first, int second, bool swapped) {
  std::string sql = "SELECT id FROM orders WHERE user_id = ";
  sql += std::to_string(swapped ? second : first);
  txn.exec(sql);
}

void defaulted(pqxx::work &txn, int user) {
  std::string sql = "SELECT id FROM orders WHERE status = '1' AND user_id = " + std::to_string(user);
  txn.exec(sql);
}
