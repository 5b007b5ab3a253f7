// The owner that is compared was read through a star.
#include <pqxx/pqxx>

void ofOneTable(pqxx::work &txn, int me, int offer) {
  auto found = txn.exec_params("SELECT o.*, p.body FROM offers o JOIN posts p ON o.post_id = p.id WHERE o.id = $1", offer); // expect: pg-isolation-guarded, pg-isolation-unscoped
  if (found.empty() || found[0]["user_id"].as<int>() != me)
    return;
  txn.exec_params("UPDATE offers SET status = 'taken' WHERE id = $1", offer); // expect: pg-isolation-guarded
}

// Two columns of that name: the first is the offer's, but a program can not tell.
void ofTwoTables(pqxx::work &txn, int me, int offer) {
  auto found = txn.exec_params("SELECT * FROM offers o JOIN posts p ON o.post_id = p.id WHERE o.id = $1", offer); // expect: pg-isolation-unscoped, pg-isolation-unscoped
  if (found.empty() || found[0]["user_id"].as<int>() != me)
    return;
  txn.exec_params("UPDATE offers SET status = 'taken' WHERE id = $1", offer); // expect: pg-isolation-unscoped
}

// The first column of the name is the offer's, the one behind the star is the writer's.
void behind(pqxx::work &txn, int me, int post) {
  auto found = txn.exec_params("SELECT o.*, p.user_id FROM offers o JOIN posts p ON o.post_id = p.id WHERE p.id = $1", post); // expect: pg-isolation-unscoped, pg-isolation-unscoped
  if (found.empty() || found[0]["user_id"].as<int>() != me)
    return;
  txn.exec_params("UPDATE posts SET body = 'z' WHERE id = $1", post); // expect: pg-isolation-unscoped
}
