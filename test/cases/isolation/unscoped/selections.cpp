// Classes that put a statement together and send it themselves: each object sends what was put into it.
#include <libpq-fe.h>
#include <sstream>
#include <string>
#include <vector>

namespace data {

class Query {
  PGconn *connection;
  std::string sql;

public:
  Query(PGconn *c, const std::string &base) : connection(c), sql(base) {}
  Query &append(const std::string &text) {
    sql.append(text);
    return *this;
  }
  Query &where(const std::string &condition) {
    sql += sql.find(" WHERE ") == std::string::npos ? " WHERE " : " AND ";
    sql += condition;
    return *this;
  }
  void run() { PQprepare(connection, "query", sql.c_str(), 1, nullptr); }
};

void closed(PGconn *c) { Query(c, "SELECT id FROM orders").where("user_id = $1").where("status = 'open'").run(); }

void closedByBase(PGconn *c, bool inOrder) {
  Query query(c, "SELECT id FROM orders WHERE user_id = $1");
  if (inOrder)
    query.append(" ORDER BY id");
  query.run();
}

void open(PGconn *c) {
  Query(c, "SELECT id FROM orders").where("status = 'open'").run(); // expect: pg-isolation-unscoped
}

class Stream {
  PGconn *connection;
  std::ostringstream sql;

public:
  explicit Stream(PGconn *c) : connection(c) {}
  template <class T> Stream &operator<<(const T &value) {
    sql << value;
    return *this;
  }
  void run() { send("stream"); }

private:
  void send(const char *name) { PQprepare(connection, name, sql.str().c_str(), 1, nullptr); }
};

void closedStream(PGconn *c, int most) {
  Stream stream(c);
  stream << "SELECT id FROM orders WHERE user_id = $1 LIMIT " << most;
  stream.run();
}

void openStream(PGconn *c, int most) {
  Stream stream(c);
  stream << "SELECT id FROM orders LIMIT " << most; // expect: pg-isolation-unscoped
  stream.run();
}

class Filters {
  std::string table;
  std::vector<std::string> conditions;

public:
  explicit Filters(std::string name) : table(std::move(name)) {}
  Filters &where(std::string condition) {
    conditions.push_back(std::move(condition));
    return *this;
  }
  void run(PGconn *c) const {
    std::string sql = "SELECT id FROM " + table;
    for (size_t i = 0; i < conditions.size(); ++i) {
      sql += i > 0 ? " AND " : " WHERE ";
      sql += conditions[i];
    }
    PQprepare(c, "filters", sql.c_str(), 1, nullptr);
  }
};

void closedFilters(PGconn *c, bool onlyOpen) {
  Filters filters("orders");
  filters.where("user_id = $1");
  if (onlyOpen)
    filters.where("status = 'open'");
  filters.run(c);
}

void openFilters(PGconn *c) {
  Filters("orders").where("status = 'open'").run(c); // expect: pg-isolation-unscoped
}

/// Of an object that is handed over it is not known what is in it.
void given(PGconn *c, const Filters &filters) { filters.run(c); }

void handsOver(PGconn *c, int user) {
  Filters filters("orders");
  filters.where("user_id = " + std::to_string(user));
  given(c, filters);
}

} // namespace data

/// The statement is what a function gives that the caller hands over.
template <class Make> static void runOf(PGconn *c, Make make) { PQprepare(c, "made", make().c_str(), 1, nullptr); }

void closedByFunction(PGconn *c, int most) {
  runOf(c, [&] { return "SELECT id FROM orders WHERE user_id = $1 LIMIT " + std::to_string(most); });
}

void openByFunction(PGconn *c, int most) {
  runOf(c, [&] { return "SELECT id FROM orders LIMIT " + std::to_string(most); }); // expect: pg-isolation-unscoped
}
