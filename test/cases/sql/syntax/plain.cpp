// Statements of one piece.
#include <pqxx/pqxx>
#include <string>

void faults(pqxx::work &txn, int id) {
  txn.exec("SELEC id FROM tags");                              // expect: pg-sql-syntax
  txn.exec("SELECT id, FROM tags");                            // expect: pg-sql-syntax
  txn.exec("SELECT id FROM tags WHERE");                       // expect: pg-sql-syntax
  txn.exec("SELECT id FORM tags WHERE id = 1");                // expect: pg-sql-syntax
  txn.exec("SELECT (id FROM tags");                            // expect: pg-sql-syntax
  txn.exec("SELECT 'id FROM tags");                            // expect: pg-sql-syntax
  txn.exec("INSERT INTO tags (name) VALUE ('a')");             // expect: pg-sql-syntax
  txn.exec("UPDATE tags name = 'a'");                          // expect: pg-sql-syntax
  txn.exec("DELETE tags WHERE id = 1");                        // expect: pg-sql-syntax
  txn.exec("SELECT id FROM tags; SELECT FROM WHERE");          // expect: pg-sql-syntax
  txn.exec("SELECT `id` FROM tags");                           // expect: pg-sql-syntax
  txn.exec("SELECT id FROM tags LIMIT 1, 2, 3");               // expect: pg-sql-syntax
}

void fine(pqxx::work &txn) {
  txn.exec("SELECT id FROM tags");
  txn.exec("select ID from TAGS where \"id\" = 1;");
  txn.exec("SELECT 'it''s', E'it\\'s', $$it's$$, U&'\\0041'");
  txn.exec("");
  txn.exec(";");
  txn.exec("-- nothing");
  txn.exec("/* nothing /* at all */ */");
  txn.exec("BEGIN; SELECT 1; COMMIT");
  txn.exec("SELECT FROM tags");
  txn.exec("SELECT DISTINCT ON (name) id FROM tags ORDER BY name, id");
  txn.exec("SELECT jsonb_path_query('{}', '$.a') ? 'b'");
}
