// Lambdas whose parameters are `auto`: which functions they call is known only in what they are made for.
#include <pqxx/pqxx>
#include <string>
#include <utility>

template <class Work> auto inTransaction(pqxx::connection &db, Work work) {
  pqxx::work txn(db);
  auto result = work(txn);
  txn.commit();
  return result;
}

template <class Work> void handOver(pqxx::connection &db, Work &&work) {
  pqxx::work txn(db);
  std::forward<Work>(work)(txn);
}

auto everyOrder(pqxx::connection &db) {
  return inTransaction(db, [](auto &txn) { return txn.exec("SELECT 1 FROM orders"); }); // expect: pg-isolation-unscoped
}

auto byId(pqxx::connection &db, long id) {
  return inTransaction(db, [&](auto &txn) {
    return txn.exec_params("SELECT 2 FROM orders WHERE id = $1", id); // expect: pg-isolation-unscoped
  });
}

auto ofUser(pqxx::connection &db, long user) {
  return inTransaction(
      db, [&](auto &txn) { return txn.exec_params("SELECT 3 FROM orders WHERE user_id = $1", user); });
}

void forwarded(pqxx::connection &db) {
  handOver(db, [](auto &&txn) { txn.exec("SELECT 4 FROM orders"); }); // expect: pg-isolation-unscoped
}

void inVariable(pqxx::work &txn) {
  auto go = [](auto &any) { any.exec("DELETE FROM orders"); }; // expect: pg-isolation-unscoped
  go(txn);
}

// Of two that it is made for, each is one of them.
std::string condition(long user) { return "user_id = " + std::to_string(user); }
std::string condition(double total) { return "total > " + std::to_string(total); }

void eachOfItsOwn(pqxx::work &txn, long user, double total) {
  auto where = [](auto value) { return condition(value); };
  txn.exec("SELECT 5 FROM orders WHERE " + where(user));
  txn.exec("SELECT 6 FROM orders WHERE " + where(total)); // expect: pg-isolation-unscoped
}

// Nobody calls it: nothing is sent.
void neverCalled() {
  auto go = [](auto &any) { any.exec("SELECT 7 FROM orders"); };
  (void)go;
}
