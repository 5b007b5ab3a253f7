// What a pattern is found in somewhere may hold anything beside it.
#include <pqxx/pqxx>
#include <regex>
#include <stdexcept>
#include <string>

void somewhere(pqxx::work &txn, const std::string &direction) {
  static const std::regex known(R"((sale|purchase))");
  if (!std::regex_search(direction, known))
    throw std::invalid_argument("direction");
  txn.exec("SELECT 1 FROM products WHERE direction = '" + direction + "'"); // expect: pg-sql-injection
}

void inPlace(pqxx::work &txn, const std::string &direction) {
  if (std::regex_search(direction, std::regex("sale|purchase")))
    txn.exec("SELECT 1 FROM products WHERE direction = '" + direction + "'"); // expect: pg-sql-injection
}

void whole(pqxx::work &txn, const std::string &direction) {
  static const std::regex known(R"((sale|purchase))");
  if (!std::regex_match(direction, known))
    throw std::invalid_argument("direction");
  txn.exec("SELECT 1 FROM products WHERE direction = '" + direction + "'");
}

void anchored(pqxx::work &txn, const std::string &direction) {
  if (!std::regex_search(direction, std::regex("^(sale|purchase)$")))
    return;
  txn.exec("SELECT 1 FROM products WHERE direction = '" + direction + "'");
}

void refused(pqxx::work &txn, const std::string &direction) {
  if (std::regex_search(direction, std::regex("[^a-z]")))
    return;
  txn.exec("SELECT 1 FROM products WHERE direction = '" + direction + "'");
}
