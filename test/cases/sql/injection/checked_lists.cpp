// Lists each of whose names is looked up before any of them is used.
#include <pqxx/pqxx>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

static const std::set<std::string> known{"products", "tags"};

static bool areKnown(const std::vector<std::string> &names) {
  for (const auto &name : names)
    if (known.count(name) == 0)
      return false;
  return true;
}

static void mustBeKnown(const std::vector<std::string> &names) {
  for (size_t i = 0; i < names.size(); ++i)
    if (known.count(names[i]) == 0)
      throw std::invalid_argument("no such table");
}

void before(pqxx::work &txn, const std::vector<std::string> &names) {
  for (const auto &name : names)
    if (known.count(name) == 0)
      return;
  for (const auto &name : names)
    txn.exec("ANALYZE " + name);
}

void byFunction(pqxx::work &txn, const std::vector<std::string> &names) {
  if (!areKnown(names))
    return;
  txn.exec("ANALYZE " + names.front());
}

void byException(pqxx::work &txn, const std::vector<std::string> &names) {
  mustBeKnown(names);
  txn.exec("ANALYZE " + names.at(0));
}

void anotherList(pqxx::work &txn, const std::vector<std::string> &names, const std::vector<std::string> &others) {
  if (!areKnown(names))
    return;
  txn.exec("ANALYZE " + others.front()); // expect: pg-sql-injection
}

void lookedAtAndUsedAllTheSame(pqxx::work &txn, const std::vector<std::string> &names) {
  for (const auto &name : names)
    if (name.size() > 20)
      return;
  txn.exec("ANALYZE " + names.front()); // expect: pg-sql-injection
}

void oneOfThem(pqxx::work &txn, const std::vector<std::string> &names) {
  if (known.count(names[0]) == 0)
    return;
  txn.exec("ANALYZE " + names[1]); // expect: pg-sql-injection
}

static bool areKnownByIterator(const std::vector<std::string> &names) {
  for (auto name = names.cbegin(); name != names.cend(); ++name)
    if (known.count(*name) == 0)
      return false;
  return true;
}

void byIterator(pqxx::work &txn, const std::vector<std::string> &names) {
  if (areKnownByIterator(names))
    txn.exec("ANALYZE " + names.front());
}
