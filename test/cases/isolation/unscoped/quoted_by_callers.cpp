// A name that is put into quotes is known where the callers give it.
#include <pqxx/pqxx>
#include <string>

static pqxx::result byColumn(pqxx::work &txn, const std::string &column, const std::string &value) {
  return txn.exec_params("SELECT id FROM products WHERE " + txn.quote_name(column) + " = $1", value); // fine
}

static pqxx::result ofTable(pqxx::work &txn, const std::string &table) {
  return txn.exec("SELECT * FROM " + txn.quote_name(table));
}

void known(pqxx::work &txn, const std::string &value) {
  byColumn(txn, "name", value);
  byColumn(txn, "code", value);
  ofTable(txn, "products");
  ofTable(txn, "orders"); // expect: pg-isolation-unscoped
}
