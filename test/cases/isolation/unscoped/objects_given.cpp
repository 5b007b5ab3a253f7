// What an object's members are that one call of its constructor has filled: those of that call, not of another.
#include <pqxx/pqxx>
#include <string>
#include <utility>

class Model {
  std::string table_, owner_;

public:
  Model(std::string table, std::string owner) : table_(std::move(table)), owner_(std::move(owner)) {}
  const std::string &table() const { return table_; }
  const std::string &owner() const { return owner_; }
};

void find(pqxx::work &txn, const Model &model, long user) {
  txn.exec("SELECT 1 FROM " + model.table() + " WHERE " + model.owner() + " = " + std::to_string(user));
}

void each(pqxx::work &txn, long user, int i) {
  static const Model models[] = {{"orders", "user_id"}, {"users", "id"}};
  find(txn, models[i % 2], user);
}

// Of two objects each has its own.
class Pair {
  std::string table_, owner_;

public:
  Pair(std::string table, std::string owner) : table_(std::move(table)), owner_(std::move(owner)) {}
  const std::string &table() const { return table_; }
  const std::string &owner() const { return owner_; }
};

void mixed(pqxx::work &txn, const Pair &one, const Pair &other, long user) {
  txn.exec("SELECT 1 FROM " + one.table() + " WHERE " + other.owner() + " = " + std::to_string(user));
}

void both(pqxx::work &txn, long user) {
  Pair orders("orders", "user_id"); // expect: pg-isolation-unscoped
  Pair users("users", "id");
  mixed(txn, orders, users, user);
}

// Two functions that are given one number decide alike.
const char *tableOf(int kind) { return kind ? "orders" : "users"; }
const char *ownerOf(int which) { return which ? "user_id" : "id"; }
void decided(pqxx::work &txn, long user, int kind) {
  txn.exec(std::string("SELECT 1 FROM ") + tableOf(kind) + " WHERE " + ownerOf(kind) + " = " + std::to_string(user));
}
const char *otherTableOf(int kind) { return kind ? "orders" : "users"; } // expect: pg-isolation-unscoped, pg-isolation-unscoped
void decidedTwice(pqxx::work &txn, long user, int kind, int other) {
  txn.exec(std::string("SELECT 1 FROM ") + otherTableOf(kind) + " WHERE " + ownerOf(other) + " = " + std::to_string(user));
}
