// The owner or the key is read in another form, which is still it.
#include <pqxx/pqxx>
#include <string>

void owner(pqxx::work &txn, const std::string &me, int post) {
  auto found = txn.exec_params("SELECT user_id::text FROM posts WHERE id = $1", post); // expect: pg-isolation-guarded
  if (found.empty() || found[0]["user_id"].as<std::string>() != me)
    return;
  txn.exec_params("UPDATE posts SET body = 'x' WHERE id = $1", post); // expect: pg-isolation-guarded
}

void key(pqxx::work &txn, int me) {
  for (auto row : txn.exec_params("SELECT id::text AS post FROM posts WHERE user_id = $1", me))
    txn.exec_params("DELETE FROM tags WHERE post_id = $1", row["post"].as<std::string>()); // expect: pg-isolation-guarded
}

// Not the owner any more: many have the same.
void part(pqxx::work &txn, const std::string &me, int post) {
  auto found = txn.exec_params("SELECT left(user_id::text, 1) AS user_id FROM posts WHERE id = $1", post); // expect: pg-isolation-unscoped
  if (found.empty() || found[0]["user_id"].as<std::string>() != me)
    return;
  txn.exec_params("UPDATE posts SET body = 'x' WHERE id = $1", post); // expect: pg-isolation-unscoped
}
