// A store for each table, with what they share in a base class: each works on its own table.
#include "libpq-fe.h"

#include <string>

namespace app {

class Store {
public:
  Store(PGconn *connection, std::string table) : db(connection), table(std::move(table)) {}
  virtual ~Store() = default;
  virtual void load() = 0;

protected:
  PGconn *db;
  std::string table;
  const std::string &name() const { return table; }
};

class Orders : public Store {
public:
  explicit Orders(PGconn *connection) : Store(connection, "orders") {} // expect: pg-isolation-unscoped
  void load() override {
    PQexec(db, ("SELECT status FROM " + table).c_str());
  }
};

class Products : public Store {
public:
  explicit Products(PGconn *connection) : Store(connection, "products") {}
  void load() override {
    PQexec(db, ("SELECT id FROM " + table).c_str()); // those of Orders are not read here
    PQexec(db, ("SELECT name FROM " + name()).c_str());
  }
};

} // namespace app
