// What a condition says of a text that may be empty.
#include <pqxx/pqxx>
#include <string>

std::string columnsOf(bool all) { return all ? "name, parent" : ""; }
bool has(const std::string &text) { return !text.empty(); }

void guarded(pqxx::work &txn, bool all) {
  std::string columns = columnsOf(all), sql = "SELECT id";
  if (!columns.empty())
    sql += ", " + columns;
  txn.exec(sql + " FROM tags");
}

void unguarded(pqxx::work &txn, bool all) {
  std::string columns = columnsOf(all);
  txn.exec("SELECT id, " + columns + " FROM tags"); // expect: pg-sql-syntax
}

void wrongWay(pqxx::work &txn, bool all) {
  std::string columns = columnsOf(all), sql = "SELECT id";
  if (columns.empty())
    sql += ", " + columns;
  txn.exec(sql + " FROM tags"); // expect: pg-sql-syntax
}

void byLength(pqxx::work &txn, bool all) {
  std::string columns = columnsOf(all), sql = "SELECT id";
  if (columns.size() > 0)
    sql += ", " + columns;
  txn.exec(sql + " FROM tags");
}

void byHelper(pqxx::work &txn, bool all) {
  std::string columns = columnsOf(all), sql = "SELECT id";
  if (has(columns))
    sql += ", " + columns;
  txn.exec(sql + " FROM tags");
}

class Query {
  std::string where;

public:
  explicit Query(bool all) { where = all ? "" : "name = 'x'"; }
  void run(pqxx::work &txn) const {
    std::string sql = "SELECT id FROM tags";
    if (!where.empty())
      sql += " WHERE " + where;
    txn.exec(sql);
  }
  // That it is empty here is not known.
  void forget(pqxx::work &txn) const { txn.exec("SELECT id FROM tags WHERE " + where); }
  void repeat(pqxx::work &txn) const { txn.exec("SELECT id FROM tags WHERE AND " + where); } // expect: pg-sql-syntax
};

static void find(pqxx::work &txn, const std::string &where) {
  std::string sql = "SELECT id FROM tags";
  if (!where.empty())
    sql += " WHERE " + where;
  txn.exec(sql);
}

void callers(pqxx::work &txn) {
  find(txn, "");
  find(txn, "name = 'x'");
  find(txn, "name ="); // expect: pg-sql-syntax
}
