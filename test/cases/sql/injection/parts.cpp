// Parts of texts, cut where a search says: they are what the whole is.
#include <pqxx/pqxx>
#include <string>

static void both(pqxx::work &txn, const std::string &columns) {
  const auto comma = columns.find(',');
  const std::string first = columns.substr(0, comma);
  txn.exec("SELECT " + first + ", " + (columns.c_str() + comma + 1) + " FROM tags");
}

static void oneOf(pqxx::work &txn, const std::string &columns) {
  txn.exec("SELECT " + columns.substr(0, columns.find(',')) + " FROM tags"); // expect: pg-sql-injection
}

void fine(pqxx::work &txn) { both(txn, "id,name"); }

int main(int, char **arguments) {
  pqxx::connection connection;
  pqxx::work txn(connection);
  fine(txn);
  oneOf(txn, arguments[1]);
}
