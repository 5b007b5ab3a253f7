// Objects that collect a statement piece by piece and send it themselves.
#include <libpq-fe.h>
#include <string>

namespace data {

class Selection {
  PGconn *connection;
  std::string sql;
  bool isFiltered = false;

public:
  Selection(PGconn *c, const char *base) : connection(c), sql(base) {}
  Selection &where(const char *condition) {
    sql += isFiltered ? " AND " : " WHERE ";
    isFiltered = true;
    sql += condition;
    return *this;
  }
  Selection &order(const char *column) {
    sql += " ORDER BY ";
    sql += column;
    return *this;
  }
  void run() { PQprepare(connection, "selection", sql.c_str(), 1, nullptr); }
};

void tied(PGconn *c, bool onlyOpen) {
  Selection all(c, "SELECT id FROM orders");
  all.where("user_id = $1");
  if (onlyOpen)
    all.where("status = 'open'");
  all.order("id").run();
}

class Query {
  PGconn *connection;
  std::string sql;

public:
  explicit Query(PGconn *c) : connection(c) {}
  Query &text(const char *piece) {
    sql += piece;
    return *this;
  }
  void reset() { sql.clear(); }
  void run() { PQprepare(connection, "query", sql.c_str(), 1, nullptr); }
};

/// Has one as its own, and is made elsewhere.
class Orders {
  Query query;

public:
  void one() {
    query.reset();
    query.text("SELECT id FROM orders").text(" WHERE id = $1"); // expect: pg-isolation-unscoped
    query.run();
  }
  void mine() {
    query.reset();
    query.text("SELECT id FROM orders").text(" WHERE user_id = $1");
    query.run();
  }
};

} // namespace data
