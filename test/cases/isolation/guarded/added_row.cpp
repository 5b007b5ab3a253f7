// The row that INSERT … RETURNING gives is the user's own.
#include <pqxx/pqxx>

void tagged(pqxx::work &txn, int me) {
  auto made = txn.exec_params("INSERT INTO posts (user_id, body) VALUES ($1, 'x') RETURNING id", me);
  txn.exec_params("INSERT INTO tags (post_id, name) VALUES ($1, 'new')", made[0]["id"].as<int>()); // expect: pg-isolation-guarded
  txn.exec_params("UPDATE posts SET body = 'y' WHERE id = $1", made[0]["id"].as<int>());           // expect: pg-isolation-guarded
}

void orKept(pqxx::work &txn, int me, int id) {
  auto made = txn.exec_params("INSERT INTO posts (id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id", id, me);
  if (!made.empty())
    txn.exec_params("INSERT INTO tags (post_id, name) VALUES ($1, 'new')", made[0][0].as<int>()); // expect: pg-isolation-guarded
}

// That row may have been another user's.
void orChanged(pqxx::work &txn, int me, int id) {
  auto made = txn.exec_params("INSERT INTO posts (id, user_id) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET body = 'z' RETURNING id", id, me); // expect: pg-isolation-unscoped
  txn.exec_params("INSERT INTO tags (post_id, name) VALUES ($1, 'new')", made[0][0].as<int>()); // expect: pg-isolation-unscoped
}

// Whose posts these are, nobody says.
void anybodys(pqxx::work &txn, const char *body) {
  auto made = txn.exec_params("INSERT INTO posts (user_id, body) VALUES (7, $1) RETURNING id", body); // expect: pg-isolation-constant-user
  txn.exec_params("INSERT INTO tags (post_id, name) VALUES ($1, 'new')", made[0][0].as<int>()); // expect: pg-isolation-unscoped
}

// Another row than the one that was added.
void other(pqxx::work &txn, int me, int post) {
  auto made = txn.exec_params("INSERT INTO posts (user_id, body) VALUES ($1, 'x') RETURNING id", me);
  if (made.empty())
    return;
  txn.exec_params("INSERT INTO tags (post_id, name) VALUES ($1, 'new')", post); // expect: pg-isolation-unscoped
}
