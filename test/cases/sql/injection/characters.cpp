// Single characters: a separator that an object keeps, and the characters of a text.
#include <pqxx/pqxx>
#include <string>

struct Format {
  char separator;
};

void separated(pqxx::work &txn, const Format &format) {
  txn.exec(std::string("SELECT string_agg(name, '") + format.separator + "') FROM tags");
}

void copied(pqxx::work &txn, const std::string &name) {
  std::string sql = "SELECT id FROM tags WHERE name = '";
  for (char c : name)
    sql += c; // expect: pg-sql-injection
  txn.exec(sql + "'");
}
