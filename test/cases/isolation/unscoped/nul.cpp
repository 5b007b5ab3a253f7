// A statement is sent up to its first NUL byte.
#include <pqxx/pqxx>
#include <sstream>
#include <string>

void cut(pqxx::work &txn, int user) {
  std::stringstream sql;
  sql << "DELETE FROM orders, "; // expect: pg-isolation-unscoped
  sql.seekp(-2, std::ios_base::end);
  sql << '\0' << " ";
  sql << "WHERE user_id = " << user;
  txn.exec(sql.str());
}

void atTheEnd(pqxx::work &txn, int user) {
  std::string sql = "DELETE FROM orders WHERE user_id = " + std::to_string(user);
  sql += '\0';
  txn.exec(sql);
}
