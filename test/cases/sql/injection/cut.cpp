// A part of a text that nobody knows is not known either.
#include <pqxx/pqxx>
#include <string>

static pqxx::result find(pqxx::work &txn, const std::string &name) {
  return txn.exec("SELECT id FROM products WHERE name = '" + name + "'");
}

void part(pqxx::work &txn, const std::string &value) {
  txn.exec("SELECT id FROM products WHERE name = '" + value.substr(3) + "'"); // expect: pg-sql-injection
}

void partOfACopy(pqxx::work &txn, const char *value) {
  std::string copy(value);
  std::string cut = copy.substr(1, 20);
  txn.exec("SELECT id FROM products WHERE name = '" + cut + "'"); // expect: pg-sql-injection
}

void withoutTheLast(pqxx::work &txn, const std::string &value) {
  std::string copy = value;
  copy.pop_back();
  txn.exec("SELECT id FROM products WHERE name = '" + copy + "'"); // expect: pg-sql-injection
}

void withoutTheFirst(pqxx::work &txn, const std::string &value) {
  std::string copy = value;
  copy.erase(0, 2);
  txn.exec("SELECT id FROM products WHERE name = '" + copy + "'"); // expect: pg-sql-injection
}

void shortened(pqxx::work &txn, const std::string &value) {
  std::string copy = value;
  copy.resize(4);
  txn.exec("SELECT id FROM products WHERE name = '" + copy + "'"); // expect: pg-sql-injection
}

struct Search {
  std::string words;
  explicit Search(const std::string &given) : words(given) {}
  void run(pqxx::work &txn) {
    txn.exec("SELECT id FROM products WHERE name = '" + words.substr(1) + "'"); // expect: pg-sql-injection
  }
};

static pqxx::result written(pqxx::work &txn, const std::string &name) {
  return txn.exec("SELECT id FROM products WHERE name = '" + name.substr(2) + "'"); // the program's own text: fine
}

void fine(pqxx::work &txn, const std::string &value) {
  written(txn, "a-chair");
  written(txn, "a-table");
  std::string sql = "SELECT id FROM products WHERE name = " + txn.quote(value) + ",";
  sql.pop_back();
  txn.exec(sql);
  std::string number = std::to_string(value.size());
  number.pop_back();
  find(txn, "chair");
}
