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

// What is left out where something is empty is not known to be sent.
std::string names(pqxx::work &txn, const std::vector<std::string> &all) {
  std::string result;
  for (const std::string &one : all)
    result += txn.quote_name(one) + ",";
  if (result.empty())
    return "";
  result.resize(result.size() - 1);
  return result;
}

void copied(pqxx::work &txn, const std::vector<std::string> &columns) {
  txn.exec("INSERT INTO tags (" + names(txn, columns) + ") SELECT " + names(txn, columns) + " FROM old_tags");
  txn.exec("INSERT INTO tags (" + (columns.empty() ? "" : names(txn, columns)) + ") VALUES (1)");
}

void copiedWrongly(pqxx::work &txn, const std::vector<std::string> &columns) {
  std::string list = columns.empty() ? "" : "name";
  txn.exec("INSERT INTO INTO tags (" + list + ") VALUES (1)"); // expect: pg-sql-syntax
}

void leftOutOnPurpose(pqxx::work &txn, bool named) {
  std::string list = named ? "name" : "";
  txn.exec("INSERT INTO tags (" + list + ") VALUES (1)"); // expect: pg-sql-syntax
}

// A record is made empty, and filled afterwards.
struct Column {
  std::string name;
  std::string type;
};

Column read(bool number) {
  Column column{};
  column.type = number ? "int" : "text";
  return column;
}

void addColumn(pqxx::work &txn, const Column &column) {
  txn.exec("ALTER TABLE tags ADD COLUMN extra " + column.type + ", DROP COLUMN old");
}
