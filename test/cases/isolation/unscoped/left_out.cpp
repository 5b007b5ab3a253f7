// A condition that is left out where something is empty.
#include <pqxx/pqxx>
#include <string>
#include <vector>

void whenThereIsAUser(pqxx::work &txn, const std::string &user) {
  std::string sql = "SELECT total FROM orders"; // expect: pg-isolation-unscoped
  if (!user.empty())
    sql += " WHERE user_id = " + txn.quote(user);
  txn.exec(sql);
}

void chosen(pqxx::work &txn, const std::string &user) {
  txn.exec("SELECT total FROM orders" + std::string(user.size() ? " WHERE user_id = " + txn.quote(user) : "")); // expect: pg-isolation-unscoped
}

// More is left out, never the user.
void filtered(pqxx::work &txn, long user, const std::string &status) {
  std::string sql = "SELECT total FROM orders WHERE user_id = " + std::to_string(user);
  if (!status.empty())
    sql += " AND status = " + txn.quote(status);
  txn.exec(sql);
}

// Which conditions are in the list is not all seen.
void listed(pqxx::work &txn, long user, const std::vector<std::string> &more) {
  std::vector<std::string> conditions = {"user_id = " + std::to_string(user)};
  for (const std::string &one : more)
    conditions.push_back("status = " + txn.quote(one));
  std::string where;
  for (const std::string &condition : conditions)
    where += (where.empty() ? " WHERE " : " AND ") + condition;
  txn.exec("SELECT total FROM orders" + (where.empty() ? "" : where));
}
