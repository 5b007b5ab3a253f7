// Members that are containers: what the methods of the class put into them is known by the calls of those.
#include <libpq-fe.h>
#include <string>
#include <vector>

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
    PQexec(c, sql.c_str());
  }
};

void written(PGconn *c) { Filters("tags").where("id > 1").where("name IS NOT NULL").run(c); }

class Columns {
  std::vector<std::string> names{"id"};

public:
  void add(const std::string &name) { names.emplace_back(name); }
  void run(PGconn *c) const {
    std::string list;
    for (const std::string &name : names) {
      if (!list.empty())
        list += ", ";
      list += name; // expect: pg-sql-injection
    }
    PQexec(c, ("SELECT " + list + " FROM tags").c_str());
  }
};

void fromOutside(PGconn *c, const char *name) {
  Columns columns;
  columns.add(name);
  columns.run(c);
}

/// A list that is sent and emptied inside the loop that fills it.
void numbersInBatches(PGconn *c, const std::vector<int> &ids) {
  std::vector<std::string> rows;
  for (int id : ids) {
    rows.push_back("(" + std::to_string(id) + ")");
    if (rows.size() >= 50) {
      std::string sql = "INSERT INTO tags (id) VALUES ";
      for (size_t i = 0; i < rows.size(); ++i) {
        if (i > 0)
          sql += ",";
        sql += rows[i];
      }
      PQexec(c, sql.c_str());
      rows.clear();
    }
  }
}

void namesInBatches(PGconn *c, const std::vector<std::string> &names) {
  std::vector<std::string> rows;
  for (const std::string &name : names) {
    rows.push_back("('" + name + "')"); // expect: pg-sql-injection
    if (rows.size() >= 50) {
      std::string sql = "INSERT INTO tags (name) VALUES ";
      for (size_t i = 0; i < rows.size(); ++i) {
        if (i > 0)
          sql += ",";
        sql += rows[i];
      }
      PQexec(c, sql.c_str());
      rows.clear();
    }
  }
}
