// What the configuration declares: users, shared tables, memberships, what is public.
#include <pqxx/pqxx>
#include <string>

void faults(pqxx::work &txn, int id) {
  txn.exec_params("SELECT id FROM papers WHERE id = $1", id);                  // expect: pg-isolation-unscoped
  txn.exec_params("SELECT id FROM papers WHERE is_public OR id = $1", id);     // expect: pg-isolation-unscoped
  txn.exec("SELECT count(*) FROM people");                                     // expect: pg-isolation-unscoped
}

void fine(pqxx::work &txn, int id, int person) {
  txn.exec("SELECT id FROM badges");
  txn.exec_params("SELECT id FROM papers WHERE person_id = $1 OR is_public", person);
  txn.exec("SELECT id FROM papers WHERE person_id = current_setting('app.person')::bigint");
  txn.exec_params("SELECT p.id FROM papers p JOIN readers r ON r.paper_id = p.id WHERE r.person_id = $1", person);
  txn.exec_params("SELECT p.id FROM papers p WHERE p.id = $1 AND (p.person_id = $2 OR EXISTS"
                  " (SELECT 1 FROM readers r WHERE r.paper_id = p.id AND r.person_id = $2))",
                  id, person);
}
