// Pairs, tuples, maps and lists of lists that callers give: their parts are told apart, their elements are not.
#include <map>
#include <pqxx/pqxx>
#include <sstream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using Fields = std::vector<std::pair<std::string, std::string>>;
using Columns = std::vector<std::tuple<std::string, std::string, std::string>>;

static void update(pqxx::work &txn, const Fields &fields) {
  std::string set;
  for (const auto &[name, value] : fields)
    set += (set.empty() ? "" : ", ") + name + " = " + txn.quote(value);
  txn.exec("UPDATE products SET " + set);
}

static void quotedByHand(pqxx::work &txn, const Columns &columns) {
  std::ostringstream set;
  for (const auto &column : columns) {
    const char *quote = std::get<2>(column) == "number" ? "" : "'";
    set << std::get<0>(column) << " = " << quote << std::get<1>(column) << quote << ", ";
  }
  set.seekp(-2, std::ios_base::end);
  set << " WHERE shop = 3";
  txn.exec("UPDATE products SET " + set.str());
}

static void select(pqxx::work &txn, const std::map<std::string, std::string> &names) {
  std::string list = "id";
  for (const auto &name : names)
    list += ", " + name.first + " AS " + name.second;
  txn.exec("SELECT " + list + " FROM products");
}

static void rows(pqxx::work &txn, const std::vector<std::vector<std::string>> &groups) {
  for (const auto &group : groups)
    for (const auto &name : group)
      txn.exec("SELECT " + name + " FROM products");
}

static void one(pqxx::work &txn, const std::pair<std::string, std::string> &both) {
  txn.exec("SELECT " + both.first + " FROM " + both.second);
}

void fine(pqxx::work &txn, const std::string &value) {
  update(txn, {{"name", value}, {"price", "3"}});
  update(txn, Fields{std::make_pair("name", value)});
  quotedByHand(txn, {std::make_tuple("price", "3", "number"), std::make_tuple("name", "", "text")});
  select(txn, {{"name", "n"}, {"price", "p"}});
  rows(txn, {{"name", "price"}, {"id"}});
  one(txn, {"name", "products"});
}

void valueByHand(pqxx::work &txn, const std::string &value) {
  quotedByHand(txn, {std::make_tuple("name", value, "text")}); // expect: pg-sql-injection
}

static void given(pqxx::work &txn, const Fields &fields) {
  std::string set;
  for (const auto &field : fields)
    set += field.first + " = " + txn.quote(field.second) + ", ";
  txn.exec("UPDATE products SET " + set + "shop = 3");
}

void nameFromOutside(pqxx::work &txn, const std::string &name) { given(txn, {{name, "3"}}); } // expect: pg-sql-injection

static void second(pqxx::work &txn, const std::pair<std::string, std::string> &both) {
  txn.exec("SELECT " + both.first + " FROM " + both.second);
}

void tableFromOutside(pqxx::work &txn, const std::string &table) { second(txn, std::make_pair("name", table)); } // expect: pg-sql-injection

void nobodyCallsIt(pqxx::work &txn, const std::map<std::string, std::string> &values) {
  txn.exec("SELECT id FROM products WHERE name = '" + values.at("name") + "'"); // expect: pg-sql-injection
}

static void allButTheFirst(pqxx::work &txn, const std::map<std::string, std::string> &values) {
  std::string set;
  int i = 0;
  for (const auto &value : values) {
    i++;
    if (i == 1)
      continue;
    if (i != 2)
      set += ", ";
    set += value.first + " = " + txn.quote(value.second);
  }
  txn.exec("UPDATE products SET " + set);
}

void skipping(pqxx::work &txn, const std::string &value) { allButTheFirst(txn, {{"id", "1"}, {"name", value}}); }

std::pair<std::string, std::string> read(const std::string &body);

void tied(pqxx::work &txn, const std::string &body) {
  std::string name, price;
  std::tie(name, std::ignore) = read(body);
  txn.exec("SELECT id FROM products WHERE name = '" + name + "'"); // expect: pg-sql-injection
  std::tie(name, price) = std::make_pair(std::string("tea"), txn.quote(body));
  txn.exec("UPDATE products SET price = " + price + " WHERE name = '" + name + "'");
}
