// ON CONFLICT DO UPDATE writes to the row that is there.
#include <pqxx/pqxx>
#include <string>

void faults(pqxx::work &txn, int id, int user, int other) {
  txn.exec_params("INSERT INTO orders AS o (id, user_id) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET user_id = $3" // expect: pg-isolation-ownership-change
                  " WHERE o.user_id = $2",
                  id, user, other);
}

void fine(pqxx::work &txn, int id, int user) {
  txn.exec_params("INSERT INTO orders AS o (id, user_id) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET total = 0"
                  " WHERE o.user_id = $2",
                  id, user);
}
