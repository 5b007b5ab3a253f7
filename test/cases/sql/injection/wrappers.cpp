// Through functions, members and lambdas of the program.
#include <pqxx/pqxx>
#include <string>

pqxx::result byCondition(pqxx::work &txn, const std::string &condition) {
  return txn.exec("SELECT id FROM tags WHERE " + condition);
}

std::string equals(const std::string &column, const std::string &value) { return column + " = '" + value + "'"; } // expect: pg-sql-injection

void calls(pqxx::work &txn, const std::string &name, int id) {
  byCondition(txn, "name = 'new'");
  byCondition(txn, "id = " + std::to_string(id));
  byCondition(txn, "name = '" + name + "'"); // expect: pg-sql-injection
  byCondition(txn, equals("name", name));
}

class Tags {
public:
  Tags(pqxx::work &txn, std::string table) : txn_(txn), table_(std::move(table)) {}
  pqxx::result all() { return txn_.exec("SELECT id FROM " + table_); }

private:
  pqxx::work &txn_;
  std::string table_;
};

void literalTable(pqxx::work &txn) { Tags(txn, "tags").all(); }
