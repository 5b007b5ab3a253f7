// `data/**` does not match `database/`.
#include <pqxx/pqxx>

pqxx::result tags(pqxx::work &txn) {
  return txn.exec("SELECT id FROM tags"); // expect: pg-orm-bypass
}
