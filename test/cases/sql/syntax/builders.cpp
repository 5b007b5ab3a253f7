// Statements that are put together by decisions which belong together, in ways that are not all seen: there is no fault
// in them.
#include <libpq-fe.h>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace data {

void counted(PGconn *c, bool x, bool y, bool z) {
  int n = 0;
  std::string q = "SELECT * FROM tags";
  if (x) {
    q += (n++ == 0 ? " WHERE " : " AND ");
    q += "a = 1";
  }
  if (y) {
    q += (n++ == 0 ? " WHERE " : " AND ");
    q += "b = 2";
  }
  if (z) {
    q += (n++ == 0 ? " WHERE " : " AND ");
    q += "c = 3";
  }
  PQexec(c, q.c_str());
}

void flagged(PGconn *c, bool x, bool y, bool z) {
  bool comma = false;
  std::string q = "UPDATE tags SET ";
  if (x) {
    q += "a = 1";
    comma = true;
  }
  if (y) {
    if (comma)
      q += ", ";
    q += "b = 2";
    comma = true;
  }
  if (z) {
    if (comma)
      q += ", ";
    q += "c = 3";
    comma = true;
  }
  if (!comma)
    return;
  PQexec(c, (q + " WHERE id = 1").c_str());
}

void byLambda(PGconn *c, bool x, bool y, bool z) {
  std::string s;
  auto set = [&](const char *column, const std::string &value) {
    if (!s.empty())
      s += ", ";
    s += column;
    s += " = " + value;
  };
  if (x)
    set("a", "1");
  if (y)
    set("b", "2");
  if (z)
    set("c", "3");
  if (s.empty())
    return;
  PQexec(c, ("UPDATE tags SET " + s + " WHERE id = 1").c_str());
}

void leading(PGconn *c, bool x, bool y) {
  std::string w;
  if (x)
    w += " AND a = 1";
  if (y)
    w += " AND b = 2";
  if (!w.empty())
    w = " WHERE " + w.substr(5);
  PQexec(c, ("SELECT * FROM tags" + w).c_str());
}

void chosen(PGconn *c, int kind) {
  std::string w;
  switch (kind) {
  case 1:
    w = "a = 1";
    break;
  case 2:
    w = "b = 2";
    break;
  default:
    throw std::logic_error("kind");
  }
  PQexec(c, ("SELECT * FROM tags WHERE " + w).c_str());
}

struct Selection {
  std::string from;
  std::optional<std::string> where, order;
  std::optional<int> limit;
  std::string text() const {
    std::string q = "SELECT * FROM " + from;
    if (where)
      q += " WHERE " + *where;
    if (order)
      q += " ORDER BY " + *order;
    if (limit)
      q += " LIMIT " + std::to_string(*limit);
    return q;
  }
};

void optionals(PGconn *c) {
  Selection one;
  one.from = "tags";
  one.where = "a = 1";
  one.limit = 3;
  PQexec(c, one.text().c_str());
}

/// But a piece that never fits is found.
void wrong(PGconn *c, bool x, bool y) {
  std::string q = "SELECT * FROM tags";
  if (x)
    q += " WHERE a = = 1"; // expect: pg-sql-syntax
  if (y)
    q += "LIMIT 3"; // expect: pg-sql-syntax
  PQexec(c, q.c_str());
}

void glued(PGconn *c, bool x) {
  std::string q = "SELECT * FROM tags";
  if (x)
    q += " WHERE a = 1 ";
  q += "LIMIT 3"; // expect: pg-sql-syntax
  PQexec(c, q.c_str());
}

/// A part that derived classes put at the end.
class Statement {
protected:
  std::string sql;
  PGconn *connection;
  Statement(PGconn *connection, const char *head) : sql(head), connection(connection) {}
  virtual ~Statement() = default;
  virtual void tail() {}

public:
  void send() {
    tail();
    PQexec(connection, sql.c_str());
  }
};

class Deletion : public Statement {
public:
  Deletion(PGconn *connection, const std::string &table) : Statement(connection, "DELETE FROM ") { sql += table; }
  Deletion &with(const std::string &column, int value) {
    sql += " WHERE " + column + " = " + std::to_string(value);
    return *this;
  }
};

class Update : public Statement {
  bool isFirst = true;
  int id;
  void tail() override { sql += " WHERE id = " + std::to_string(id); }

public:
  Update(PGconn *connection, const std::string &table, int id) : Statement(connection, "UPDATE "), id(id) {
    sql += table + " SET ";
  }
  Update &set(const std::string &column, int value) {
    if (!isFirst)
      sql += ", ";
    isFirst = false;
    sql += column + " = " + std::to_string(value);
    return *this;
  }
};

void derived(PGconn *c, int id) {
  Deletion deletion(c, "tags");
  deletion.with("id", id);
  deletion.send();
  Update update(c, "tags", id);
  update.set("a", 1).set("b", 2);
  update.send();
}

/// Rows that are sent when there are many of them, and at the end.
class Batch {
  std::vector<std::string> rows;
  PGconn *connection;

public:
  explicit Batch(PGconn *connection) : connection(connection) {}
  void add(int id) {
    rows.push_back("(" + std::to_string(id) + ")");
    if (rows.size() == 50)
      flush();
  }
  void flush() {
    if (rows.empty())
      return;
    std::string sql = "INSERT INTO tags (id) VALUES ";
    for (const std::string &row : rows)
      sql += row + ",";
    sql.pop_back();
    PQexec(connection, sql.c_str());
    rows.clear();
  }
};

void batches(PGconn *c, const std::vector<int> &ids) {
  Batch batch(c);
  for (int id : ids)
    batch.add(id);
  batch.flush();
}

} // namespace data

/// An object whose methods write to one stream: which of them run before another is not said.
class Report {
  std::ostringstream sql;

public:
  void select() { sql << "SELECT name, count(*) FROM tags"; }
  void group() { sql << " GROUP BY name"; }
  void run(PGconn *c, bool onlyFrequent) {
    select();
    group();
    if (onlyFrequent)
      sql << " HAVING count(*) > 1";
    PQexec(c, sql.str().c_str());
  }
};
