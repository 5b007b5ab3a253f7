// Texts of which enough is known: values, loops, containers, choices, moves.
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <utility>
#include <vector>

void holes(pqxx::work &txn, int id, const std::string &name) {
  txn.exec("SELECT name FROM products WHERE id = " + std::to_string(id));
  txn.exec("SELECT id FROM products WHERE name = " + txn.quote(name));
}

void loop(pqxx::work &txn, const std::vector<int> &ids) {
  std::string sql = "SELECT name FROM products WHERE id IN (0";
  for (int id : ids)
    sql += ", " + std::to_string(id);
  txn.exec(sql + ")");
}

void containers(pqxx::work &txn, const std::string &key, int index) {
  static const std::map<std::string, std::string> byName = {{"ids", "SELECT id FROM products"},
                                                            {"names", "SELECT name FROM products"}};
  static const std::array<const char *, 2> byNumber = {"SELECT id FROM products", "SELECT name FROM products"};
  txn.exec(byName.at(key));
  txn.exec(byNumber[index]);
  for (const char *sql : byNumber)
    txn.exec(sql);
}

void moved(pqxx::work &txn) {
  std::string sql = "SELECT id FROM products";
  std::string other = std::move(sql);
  txn.exec(other);
  std::optional<std::string> optional = "SELECT name FROM products";
  txn.exec(*optional);
}

void prepared(pqxx::work &txn, const std::string &name) { txn.exec_prepared(name); }
