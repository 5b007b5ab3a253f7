// The owner is checked by those who call a helper that acts.
#include <pqxx/pqxx>

static void name(pqxx::work &txn, int post, const char *tag) {
  txn.exec_params("INSERT INTO tags (post_id, name) VALUES ($1, $2)", post, tag); // expect: pg-isolation-guarded
}

static bool isMine(pqxx::work &txn, int me, int post) {
  return !txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", post, me).empty();
}

static void relabel(pqxx::work &txn, int post) { // by way of another helper
  name(txn, post, "old");
}

void checked(pqxx::work &txn, int me, int post) {
  if (!isMine(txn, me, post))
    return;
  name(txn, post, "checked");
  relabel(txn, post);
}

void added(pqxx::work &txn, int me) {
  auto made = txn.exec_params("INSERT INTO posts (user_id, body) VALUES ($1, 'x') RETURNING id", me);
  name(txn, made[0][0].as<int>(), "added");
}

// One of the callers does not check.
static void drop(pqxx::work &txn, int post) {
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void dropChecked(pqxx::work &txn, int me, int post) {
  if (isMine(txn, me, post))
    drop(txn, post);
}

void dropAny(pqxx::work &txn, int post) { drop(txn, post); }

// Other units may call it: all that do count.
void rename(pqxx::work &txn, int post) {
  txn.exec_params("UPDATE posts SET body = 'x' WHERE id = $1", post); // expect: pg-isolation-guarded
}

void renameChecked(pqxx::work &txn, int me, int post) {
  if (isMine(txn, me, post))
    rename(txn, post);
}

// Handed on as a value: who calls it is not known.
static void clear(pqxx::work &txn, int post) {
  txn.exec_params("UPDATE posts SET body = '' WHERE id = $1", post); // expect: pg-isolation-unscoped
}

void later(void (*act)(pqxx::work &, int));

void clearChecked(pqxx::work &txn, int me, int post) {
  later(clear);
  if (isMine(txn, me, post))
    clear(txn, post);
}

// Another post than the one that was checked.
static void close(pqxx::work &txn, int post) {
  txn.exec_params("UPDATE posts SET body = 'closed' WHERE id = $1", post); // expect: pg-isolation-unscoped
}

void closeNext(pqxx::work &txn, int me, int post) {
  if (isMine(txn, me, post))
    close(txn, post + 1);
}

// A helper that is too deep in itself.
static void all(pqxx::work &txn, int post, int depth) {
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
  if (depth > 0)
    all(txn, post - 1, depth - 1);
}

void allChecked(pqxx::work &txn, int me, int post) {
  if (isMine(txn, me, post))
    all(txn, post, 3);
}

// Where the caller says which statement it is, that caller is asked.
static pqxx::result ofPost(pqxx::work &txn, const std::string &table, int post) {
  return txn.exec_params("SELECT name FROM " + table + " WHERE post_id = $1", post);
}

void ofMine(pqxx::work &txn, int me, int post) {
  if (isMine(txn, me, post))
    ofPost(txn, "tags", post); // expect: pg-isolation-guarded
}

void ofAnybodys(pqxx::work &txn, int post) {
  ofPost(txn, "tags", post); // expect: pg-isolation-unscoped
}
