// What was read by nobody's leave is no leave for another user's rows.
#include <pqxx/pqxx>

void shared(pqxx::work &txn, int me, int post) {
  auto found = txn.exec_params("SELECT user_id FROM posts WHERE id = $1", post); // expect: pg-isolation-unscoped
  txn.exec_params("SELECT 1 FROM offers a JOIN offers b ON a.post_id = b.post_id WHERE a.user_id = $1 AND b.user_id = $2", me, found[0][0].as<int>()); // expect: pg-isolation-unscoped
}
