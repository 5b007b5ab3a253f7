// Values in one object, as newer versions of libpqxx take them, and results that throw where they are not as expected.
#include <pqxx7.h>

void inBraces(pqxx::work &txn, int me, int post) {
  if (txn.exec("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", {post, me}).empty())
    return;
  txn.exec("DELETE FROM posts WHERE id = $1", pqxx::params{post}); // expect: pg-isolation-guarded
}

void appended(pqxx::work &txn, int me, int post) {
  pqxx::params values;
  values.append(post);
  values.append(me);
  if (txn.exec("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", values).empty())
    return;
  txn.exec("DELETE FROM posts WHERE id = $1", {post}); // expect: pg-isolation-guarded
}

void throwing(pqxx::work &txn, int me, int post) {
  txn.exec("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", pqxx::params{post, me}).one_row();
  txn.exec("DELETE FROM posts WHERE id = $1", pqxx::params{post}); // expect: pg-isolation-guarded
}

// Nothing says that there is a row.
void notThrowing(pqxx::work &txn, int me, int post) {
  txn.exec("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", pqxx::params{post, me}).opt_row();
  txn.exec("DELETE FROM posts WHERE id = $1", pqxx::params{post}); // expect: pg-isolation-unscoped
}

void otherValue(pqxx::work &txn, int me, int post, int other) {
  if (txn.exec("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", {post, me}).empty())
    return;
  txn.exec("DELETE FROM posts WHERE id = $1", pqxx::params{other}); // expect: pg-isolation-unscoped
}

void parts(pqxx::work &txn, int me) {
  for (auto [post] : txn.query<int>("SELECT id FROM posts WHERE user_id = $1", pqxx::params{me}))
    txn.exec("DELETE FROM tags WHERE post_id = $1", pqxx::params{post}); // expect: pg-isolation-guarded
}

void otherPart(pqxx::work &txn, int me) {
  for (auto [offer, post] : txn.query<int, int>("SELECT id, post_id FROM offers WHERE user_id = $1", pqxx::params{me})) {
    txn.exec("DELETE FROM offers WHERE id = $1", pqxx::params{offer}); // expect: pg-isolation-guarded
    txn.exec("DELETE FROM posts WHERE id = $1", pqxx::params{post});   // expect: pg-isolation-unscoped
  }
}

void prepared(pqxx::connection &connection, pqxx::work &txn, int me, int post) {
  connection.prepare("own", "SELECT 1 FROM posts WHERE id = $1 AND user_id = $2");
  connection.prepare("drop", "DELETE FROM posts WHERE id = $1"); // expect: pg-isolation-guarded
  if (txn.exec(pqxx::prepped{"own"}, pqxx::params{post, me}).empty())
    return;
  txn.exec(pqxx::prepped{"drop"}, pqxx::params{post});
}
