// The place in raw, escaped, split and macro texts.
#include <pqxx/pqxx>
#include <string>

#define TAGS "tags"

void faults(pqxx::work &txn) {
  // expect@+3: pg-sql-syntax
  txn.exec(R"(
      SELECT id,
        FROM tags
       WHERE id = 1)");
  txn.exec("SELECT \"id\"\n, FROM tags"); // expect: pg-sql-syntax
  txn.exec("SELECT id FROM " TAGS
           " WHERE id = = 1"); // expect: pg-sql-syntax
  txn.exec("SELECT 'ä', 'ö' FROM FROM tags"); // expect: pg-sql-syntax
}

void fine(pqxx::work &txn) {
  txn.exec(R"sql(
      SELECT id
        FROM tags -- "tags"
       WHERE name = 'a"b')sql");
  txn.exec("SELECT \"id\"\n FROM tags");
  txn.exec("SELECT id FROM " TAGS " WHERE id = 1");
}
