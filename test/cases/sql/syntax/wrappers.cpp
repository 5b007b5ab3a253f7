// Through functions of the program.
#include <pqxx/pqxx>
#include <string>

pqxx::result run(pqxx::work &txn, const std::string &sql) { return txn.exec(sql); }

pqxx::result from(pqxx::work &txn, const std::string &table) { return run(txn, "SELECT id FROM " + table); }

void calls(pqxx::work &txn) {
  run(txn, "SELECT id FROM"); // expect: pg-sql-syntax
  run(txn, "SELECT id FROM tags");
  from(txn, "tags WHERE"); // expect: pg-sql-syntax
  from(txn, "tags");
}

static const char *const statements[] = {
    "SELECT id FROM tags",
    "SELECT id FROM tags ORDER name", // expect: pg-sql-syntax
    "SELECT id FROM tags ORDER BY name",
};

void table(pqxx::work &txn, int kind) { txn.exec(statements[kind]); }
