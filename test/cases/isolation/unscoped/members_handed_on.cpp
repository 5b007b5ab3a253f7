// Texts that a method puts together of its object's members and hands to a function: each object has its own, by
// whatever number of functions they get to the call.
#include <libpq-fe.h>
#include <string>

static PGresult *run(PGconn *db, const std::string &sql) { return PQexec(db, sql.c_str()); }
static PGresult *logged(PGconn *db, const std::string &sql) { return run(db, "/* app */ " + sql); }

class Store {
  PGconn *db_;
  std::string table_, key_;

public:
  Store(PGconn *db, const char *table, const char *key) : db_(db), table_(table), key_(key) {}
  PGresult *get() { return run(db_, "SELECT 1 FROM " + table_ + " WHERE " + key_ + " = $1"); }
  PGresult *getLogged() { return logged(db_, "SELECT 2 FROM " + table_ + " WHERE " + key_ + " = $1"); }
};

void orders(PGconn *db) {
  Store store(db, "orders", "user_id");
  store.get();
  store.getLogged();
}

void products(PGconn *db) {
  Store store(db, "products", "id");
  store.get();
  store.getLogged();
}

class Careless {
  PGconn *db_;
  std::string table_, key_;

public:
  Careless(PGconn *db, const char *table, const char *key) : db_(db), table_(table), key_(key) {}
  PGresult *get() { return run(db_, "SELECT 3 FROM " + table_ + " WHERE " + key_ + " = $1"); }
};

void ofOthers(PGconn *db) {
  Careless orders(db, "orders", "id"); // expect: pg-isolation-unscoped
  Careless users(db, "users", "id");
  orders.get();
  users.get();
}

// A base class whose derived classes say both.
class Rows {
  PGconn *db_;
  const std::string table_, where_;

protected:
  Rows(PGconn *db, std::string table, std::string where) : db_(db), table_(table), where_(where) {}

public:
  PGresult *all() { return run(db_, "SELECT 4 FROM " + table_ + " WHERE " + where_); }
};

struct Orders : Rows {
  explicit Orders(PGconn *db) : Rows(db, "orders", "user_id = $1") {}
};
struct Products : Rows {
  explicit Products(PGconn *db) : Rows(db, "products", "id = $1") {}
};

void derived(PGconn *db) {
  Orders(db).all();
  Products(db).all();
}
