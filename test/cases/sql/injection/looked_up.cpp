// Names that algorithms look up in a list, and what they find there.
#include <pqxx/pqxx>
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

static const std::vector<std::string> columns{"id", "price"};
static const std::vector<std::pair<std::string, std::string>> orders{{"new", "id DESC"}, {"cheap", "price"}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> constants{{{"new", "id"}, {"cheap", "price"}}};

void found(pqxx::work &txn, const std::string &by) {
  auto it = std::find(columns.begin(), columns.end(), by);
  if (it != columns.end())
    txn.exec("SELECT 1 FROM products ORDER BY " + *it);
}

void foundBeside(pqxx::work &txn, const std::string &by) {
  auto it = std::find_if(orders.begin(), orders.end(), [&](const auto &order) { return order.first == by; });
  if (it == orders.end())
    return;
  txn.exec("SELECT 2 FROM products ORDER BY " + it->second);
}

void foundInArray(pqxx::work &txn, std::string_view by) {
  auto it = std::ranges::find_if(constants, [&](auto &order) { return order.first == by; });
  if (it != constants.end())
    txn.exec("SELECT 3 FROM products ORDER BY " + std::string(it->second));
}

void isOne(pqxx::work &txn, const std::string &by) {
  if (std::any_of(columns.begin(), columns.end(), [&](const std::string &column) { return column == by; }))
    txn.exec("SELECT 4 FROM products ORDER BY " + by);
}

void isNone(pqxx::work &txn, const std::string &by) {
  if (std::none_of(columns.begin(), columns.end(), [&](const auto &column) { return by == column; }))
    return;
  txn.exec("SELECT 5 FROM products ORDER BY " + by);
}

void isInRange(pqxx::work &txn, const std::string &by) {
  if (std::ranges::find(columns, by) == columns.end())
    return;
  txn.exec("SELECT 6 FROM products ORDER BY " + by);
}

void counted(pqxx::work &txn, const std::string &by) {
  if (std::count(columns.begin(), columns.end(), by) == 0)
    return;
  txn.exec("SELECT 7 FROM products ORDER BY " + by);
}

void searched(pqxx::work &txn, const std::string &by) {
  if (std::binary_search(columns.begin(), columns.end(), by))
    txn.exec("SELECT 8 FROM products ORDER BY " + by);
}

// What is no look-up.
void otherSide(pqxx::work &txn, const std::string &by) {
  if (std::any_of(columns.begin(), columns.end(), [&](const std::string &column) { return column == by; }))
    return;
  txn.exec("SELECT 9 FROM products ORDER BY " + by); // expect: pg-sql-injection
}

void someOther(pqxx::work &txn, const std::string &by) {
  if (std::any_of(columns.begin(), columns.end(), [&](const std::string &column) { return column != by; }))
    txn.exec("SELECT 10 FROM products ORDER BY " + by); // expect: pg-sql-injection
}

void ofSameLength(pqxx::work &txn, const std::string &by) {
  if (std::any_of(columns.begin(), columns.end(), [&](const auto &column) { return column.size() == by.size(); }))
    txn.exec("SELECT 11 FROM products ORDER BY " + by); // expect: pg-sql-injection
}

void answerIgnored(pqxx::work &txn, const std::string &by) {
  (void)std::ranges::find(columns, by);
  txn.exec("SELECT 12 FROM products ORDER BY " + by); // expect: pg-sql-injection
}

void foundAmongGiven(pqxx::work &txn, const std::vector<std::string> &given, const std::string &by) {
  auto it = std::find_if(given.begin(), given.end(), [&](const auto &one) { return one.size() > by.size(); });
  if (it != given.end())
    txn.exec("SELECT 13 FROM products ORDER BY " + *it); // expect: pg-sql-injection
}
