// Texts that the program puts together.
#include <pqxx/pqxx>
#include <string>
#include <sstream>
#include <vector>

void underAnIf(pqxx::work &txn, int user, bool all) {
  std::string sql = "SELECT id FROM orders WHERE status = 'open'"; // expect: pg-isolation-unscoped
  if (!all)
    sql += " AND user_id = " + std::to_string(user);
  txn.exec(sql);
}

void inBothBranches(pqxx::work &txn, int user, bool recent) {
  std::string sql = "SELECT id FROM orders WHERE ";
  if (recent)
    sql += "placed_at > now() - interval '1 day' AND user_id = " + std::to_string(user);
  else
    sql += "user_id = " + std::to_string(user);
  txn.exec(sql);
}

void optionalFilters(pqxx::work &txn, int user, const std::string &status, int limit) {
  std::ostringstream sql;
  sql << "SELECT id FROM orders WHERE user_id = " << user;
  if (!status.empty())
    sql << " AND status = " << txn.quote(status);
  sql << " LIMIT " << limit;
  txn.exec(sql.str());
}

void returnedEarly(pqxx::work &txn, int user, bool mine) {
  std::string sql = "SELECT id FROM orders"; // expect: pg-isolation-unscoped
  if (mine) {
    txn.exec(sql + " WHERE user_id = " + std::to_string(user));
    return;
  }
  txn.exec(sql);
}

std::string ownedBy(int user) { return " WHERE user_id = " + std::to_string(user); }

void byHelper(pqxx::work &txn, int user) { txn.exec("SELECT id FROM orders" + ownedBy(user)); }

void ids(pqxx::work &txn, int user, const std::vector<int> &wanted) {
  std::string list = "0";
  for (int id : wanted)
    list += ", " + std::to_string(id);
  txn.exec("SELECT id FROM orders WHERE id IN (" + list + ")"); // expect: pg-isolation-unscoped
  txn.exec("SELECT id FROM orders WHERE id IN (" + list + ") AND user_id = " + std::to_string(user));
}

void severalStatements(pqxx::work &txn, int user) {
  std::string id = std::to_string(user);
  txn.exec("DELETE FROM items USING orders o WHERE o.id = order_id AND o.user_id = " + id + ";"
           "DELETE FROM orders"); // expect: pg-isolation-unscoped
}

static const char *const Orders = "orders";

void byAConstant(pqxx::work &txn, int id) {
  std::ostringstream sql;
  sql << "SELECT id FROM " << Orders << " WHERE id = " << id; // expect: pg-isolation-unscoped
  txn.exec(sql.str());
}

void byTheSameConstant(pqxx::work &txn, int id) {
  std::ostringstream sql;
  sql << "SELECT status FROM " << Orders << " WHERE id = " << id; // expect: pg-isolation-unscoped
  txn.exec(sql.str());
}

void byTheConstantTied(pqxx::work &txn, int id, int user) {
  std::ostringstream sql;
  sql << "SELECT status FROM " << Orders << " WHERE id = " << id << " AND user_id = " << user;
  txn.exec(sql.str());
}
