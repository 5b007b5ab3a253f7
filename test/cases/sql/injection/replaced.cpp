// Parts of texts that library functions replace.
#include <boost/algorithm/string/replace.hpp>
#include <pqxx/pqxx>
#include <regex>
#include <string>

void known(pqxx::work &txn) {
  std::string sql = "SELECT id FROM TABLE_NAME";
  boost::replace_first(sql, "TABLE_NAME", "tags");
  txn.exec(sql);
  txn.exec(std::regex_replace(std::string("SELECT id FROM TABLE_NAME"), std::regex("TABLE_NAME"), "tags"));
}

void escaped(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT id FROM tags WHERE name = '" + std::regex_replace(name, std::regex("'"), "''") + "'");
}

void faults(pqxx::work &txn, const std::string &name) {
  std::string sql = "SELECT id FROM TABLE_NAME";
  boost::replace_first(sql, "TABLE_NAME", name); // expect: pg-sql-injection
  txn.exec(sql);
  txn.exec("SELECT id FROM tags WHERE name = '" + std::regex_replace(name, std::regex("a.*"), "b") + "'"); // expect: pg-sql-injection
}
