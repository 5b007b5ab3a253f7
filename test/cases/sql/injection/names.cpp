// Names and pieces of syntax.
#include <map>
#include <pqxx/pqxx>
#include <string>

void faults(pqxx::work &txn, const std::string &word) {
  txn.exec("SELECT id FROM " + word);                                 // expect: pg-sql-injection
  txn.exec("SELECT " + word + " FROM tags");                          // expect: pg-sql-injection
  txn.exec("SELECT id FROM tags ORDER BY " + word);                   // expect: pg-sql-injection
  txn.exec("SELECT id FROM tags ORDER BY id " + word);                // expect: pg-sql-injection
  txn.exec("SELECT id FROM tags WHERE " + word);                      // expect: pg-sql-injection
  txn.exec("SELECT id FROM tags WHERE id = 1 " + word);               // expect: pg-sql-injection
  txn.exec("SELECT id FROM \"" + word + "\"");                        // expect: pg-sql-injection
}

enum class Order { Name, Newest };

const char *column(Order order) {
  switch (order) {
  case Order::Name:
    return "name";
  case Order::Newest:
    return "id DESC";
  }
  return "id";
}

void fine(pqxx::work &txn, const std::string &key, Order order, bool down) {
  static const std::map<std::string, std::string> columns = {{"name", "name"}, {"newest", "id DESC"}};
  txn.exec("SELECT id FROM tags ORDER BY " + columns.at(key));
  txn.exec(std::string("SELECT id FROM tags ORDER BY ") + column(order));
  txn.exec(std::string("SELECT id FROM tags ORDER BY id ") + (down ? "DESC" : "ASC"));
  static const char *const tables[] = {"tags", "colours"};
  txn.exec(std::string("SELECT id FROM ") + tables[down]);
}

void checked(pqxx::work &txn, const std::string &key) {
  std::string column;
  if (key == "name")
    column = "name";
  else
    column = "id";
  txn.exec("SELECT id FROM tags ORDER BY " + column);
}
