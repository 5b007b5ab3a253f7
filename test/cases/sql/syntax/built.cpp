// Texts that the program puts together.
#include <pqxx/pqxx>
#include <string>
#include <vector>

void branch(pqxx::work &txn, bool byName) {
  std::string sql = "SELECT id FROM tags";
  if (byName)
    sql += " ORDER BY name,"; // the comma is the fault, found at LIMIT
  sql += " LIMIT 1"; // expect: pg-sql-syntax
  txn.exec(sql);
}

void missingSpace(pqxx::work &txn, int id) {
  txn.exec("SELECT name FROM tags"
           "WHERE id = " + // expect: pg-sql-syntax
           std::to_string(id));
}

void holes(pqxx::work &txn, const std::string &name, int id) {
  txn.exec("SELECT id FROM FROM tags WHERE name = " + txn.quote(name)); // expect: pg-sql-syntax
  txn.exec("SELECT id FROM tags WHERE name = " + txn.quote(name));
  txn.exec("SELECT name FROM tags WHERE id = " + std::to_string(id) + " LIMIT 1");
}

void list(pqxx::work &txn, const std::vector<int> &ids) {
  std::string sql = "SELECT name FROM tags WHERE id IN (";
  bool first = true;
  for (int id : ids) {
    if (!first)
      sql += ", ";
    sql += std::to_string(id);
    first = false;
  }
  txn.exec(sql + ")");
}

void unfinishedList(pqxx::work &txn, const std::vector<int> &ids) {
  std::string sql = "SELECT name FROM tags WHERE id IN (";
  for (int id : ids)
    sql += std::to_string(id) + ", ";
  txn.exec(sql + ")"); // expect: pg-sql-syntax
}

void conditions(pqxx::work &txn, bool named, bool coloured) {
  std::string sql = "SELECT id FROM tags WHERE true";
  if (named)
    sql += " AND name IS NOT NULL";
  if (coloured)
    sql += " AND colour IS NOT NULL";
  txn.exec(sql);
}
