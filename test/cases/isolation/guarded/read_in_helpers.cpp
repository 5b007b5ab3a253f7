// Rows that one function takes apart for several callers.
#include <pqxx/pqxx>
#include <string>
#include <vector>
struct Post {
  std::string id;
  std::string body;
};
static Post postOf(const pqxx::row &row) { return {row["id"].as<std::string>(), row["body"].as<std::string>()}; }
static Post find(pqxx::work &txn, int user, int id) {
  auto rows = txn.exec_params("SELECT id, body FROM posts WHERE id = $1 AND user_id = $2", id, user);
  return {rows[0]["id"].as<std::string>(), rows[0]["body"].as<std::string>()};
}
void both(pqxx::work &txn, int me) {
  auto any = postOf(txn.exec("SELECT id, body FROM posts")[0]); // expect: pg-isolation-unscoped
  auto mine = postOf(txn.exec_params("SELECT id, body FROM posts WHERE user_id = $1", me)[0]);
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", any.id); // expect: pg-isolation-unscoped
}
void one(pqxx::work &txn, int me) {
  auto mine = postOf(txn.exec_params("SELECT id, body FROM posts WHERE user_id = $1", me)[0]);
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", mine.id); // expect: pg-isolation-guarded
}
void twoUsers(pqxx::work &txn, int me, int you, int a, int b) {
  auto yours = find(txn, you, a);
  auto mine = find(txn, me, b);
  if (mine.body.empty())
    return;
  txn.exec_params("UPDATE posts SET body = 'x' WHERE id = $1 AND user_id = $2", yours.id, me);
  txn.exec_params("DELETE FROM tags WHERE post_id = $1 AND EXISTS (SELECT 1 FROM posts WHERE id = $2 AND user_id = $3)", // expect: pg-isolation-unscoped
                  yours.id, b, me);
}
void each(pqxx::work &txn, int me) {
  for (const auto &row : txn.exec_params("SELECT id, body FROM posts WHERE user_id = $1", me)) {
    Post post = postOf(row);
    txn.exec_params("DELETE FROM tags WHERE post_id = $1", post.id); // expect: pg-isolation-guarded
  }
}
void twoMine(pqxx::work &txn, int me) {
  auto first = postOf(txn.exec_params("SELECT id, body FROM posts WHERE user_id = $1 AND body = 'a'", me)[0]);
  auto second = postOf(txn.exec_params("SELECT id, body FROM posts WHERE user_id = $1", me)[0]);
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", first.id); // expect: pg-isolation-guarded
}
