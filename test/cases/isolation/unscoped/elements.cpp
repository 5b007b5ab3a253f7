// Two elements of a container may be two users; one element is one.
#include <pqxx/pqxx>
#include <string>
#include <vector>

class Batch {
public:
  void add(const std::string &user) { users_.push_back(user); }

  void both(pqxx::work &txn) {
    txn.exec("SELECT id FROM orders WHERE user_id = " + txn.quote(users_[0]) + // expect: pg-isolation-unscoped
             " OR user_id = " + txn.quote(users_[1]));
  }

  void raw(pqxx::work &txn) {
    txn.exec("SELECT id FROM orders WHERE user_id = '" + users_[0] + "' OR user_id = '" + users_[1] + "'"); // expect: pg-isolation-unscoped, pg-sql-injection, pg-sql-injection
  }

private:
  std::vector<std::string> users_;
};

void given(pqxx::work &txn, const std::vector<std::string> &users) {
  txn.exec("SELECT id FROM orders WHERE user_id = '" + users[0] + "' OR user_id = '" + users[1] + "'"); // expect: pg-isolation-unscoped, pg-sql-injection, pg-sql-injection
}

void kept(pqxx::work &txn, const std::vector<std::string> &users, size_t i, size_t j) {
  const std::string one = users[i], other = users[j];
  txn.exec("SELECT id FROM orders WHERE user_id = '" + one + "' OR user_id = '" + other + "'"); // expect: pg-isolation-unscoped, pg-sql-injection, pg-sql-injection
}

void each(pqxx::work &txn, const std::vector<std::string> &users) {
  for (const std::string &user : users)
    txn.exec("SELECT id FROM orders WHERE user_id = '" + user + "' OR (user_id = '" + user + "' AND total > 0)"); // expect: pg-sql-injection, pg-sql-injection
}

static void perUser(pqxx::work &txn, const std::vector<std::string> &parts) {
  txn.exec("SELECT id FROM orders WHERE user_id = '" + parts[0] + "' AND status = '" + parts[1] + "'");
}

void caller(pqxx::work &txn, const std::string &user, const std::string &status) { perUser(txn, {user, status}); } // expect: pg-sql-injection, pg-sql-injection

void ends(pqxx::work &txn, const std::vector<std::string> &users) {
  const std::string one = users.front(), other = users.back();
  txn.exec("SELECT id FROM orders WHERE user_id = '" + one + "' OR user_id = '" + other + "'"); // expect: pg-isolation-unscoped, pg-sql-injection, pg-sql-injection
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

void partsOfOne(pqxx::work &txn, const Pairs &users) {
  for (const auto &[user, status] : users)
    txn.exec("SELECT id FROM orders WHERE user_id = '" + user + "' AND status = '" + status + "'"); // expect: pg-sql-injection, pg-sql-injection
}

void partsOfTwo(pqxx::work &txn, const Pairs &users) {
  txn.exec("SELECT id FROM orders WHERE user_id = '" + users[0].first + "' OR user_id = '" + users[1].first + "'"); // expect: pg-isolation-unscoped, pg-sql-injection, pg-sql-injection
}

void bothPartsOfOne(pqxx::work &txn, const Pairs &users) {
  txn.exec("SELECT id FROM orders WHERE user_id = '" + users[0].first + "' OR user_id = '" + users[0].second + "'"); // expect: pg-isolation-unscoped, pg-sql-injection, pg-sql-injection
}

void onePartTwice(pqxx::work &txn, const Pairs &users) {
  txn.exec("SELECT id FROM orders WHERE user_id = '" + users[0].first + "' AND (user_id = '" + users[0].first + "' OR total > 0)"); // expect: pg-sql-injection, pg-sql-injection
}

void quotedName(pqxx::work &txn, int user) {
  txn.exec_params("SELECT id FROM orders WHERE " + txn.quote_name("user_id") + " = $1", user);
  txn.exec_params("SELECT id FROM orders WHERE " + txn.quote_name("status") + " = $1", user); // expect: pg-isolation-unscoped
}
