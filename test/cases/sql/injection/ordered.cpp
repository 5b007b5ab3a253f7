// The order of a list says nothing of what is in it.
#include <algorithm>
#include <pqxx/pqxx>
#include <string>
#include <vector>

void words(pqxx::work &txn) {
  std::vector<std::string> names{"b", "a"};
  std::sort(names.begin(), names.end());
  for (const std::string &name : names)
    txn.exec("SELECT 1 FROM products WHERE name = '" + name + "'");
  std::reverse(names.begin(), names.end());
  txn.exec("SELECT 1 FROM products WHERE name = '" + names[0] + "'");
}

void numbers(pqxx::work &txn, const std::vector<int> &ids) {
  std::vector<std::string> texts;
  for (int id : ids)
    texts.push_back(std::to_string(id));
  std::sort(texts.begin(), texts.end(), [](const std::string &a, const std::string &b) { return a.size() < b.size(); });
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  for (const std::string &text : texts)
    txn.exec("SELECT 1 FROM products WHERE id = " + text);
}

void given(pqxx::work &txn, std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  for (const std::string &name : names)
    txn.exec("SELECT 1 FROM products WHERE name = '" + name + "'"); // expect: pg-sql-injection
}

void mixed(pqxx::work &txn, const std::string &other) {
  std::vector<std::string> names{"b", other};
  std::ranges::sort(names);
  txn.exec("SELECT 1 FROM products WHERE name = '" + names[0] + "'"); // expect: pg-sql-injection
}
