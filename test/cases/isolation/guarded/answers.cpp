// Functions that say yes or no: what they read of an owner is compared, and no more.
#include <pqxx/pqxx>
#include <string>

static bool isMine(pqxx::work &txn, int me, int post) {
  auto by = txn.exec_params("SELECT user_id FROM posts WHERE id = $1", post); // expect: pg-isolation-guarded
  return !by.empty() && by[0]["user_id"].as<int>() == me;
}

static bool mayWrite(pqxx::work &txn, int me, int post) {
  auto by = txn.exec_params("SELECT user_id FROM posts WHERE id = $1 LIMIT 1", post); // expect: pg-isolation-guarded
  if (by.empty())
    return false;
  if (by[0]["user_id"].as<int>() == me)
    return true;
  auto offer = txn.exec_params("SELECT 1 FROM offers WHERE post_id = $1 AND user_id = $2", post, me);
  return !offer.empty();
}

void drop(pqxx::work &txn, int me, int post) {
  if (isMine(txn, me, post))
    txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void rename(pqxx::work &txn, int me, int post) {
  if (!mayWrite(txn, me, post))
    return;
  txn.exec_params("UPDATE posts SET body = 'x' WHERE id = $1", post); // expect: pg-isolation-unscoped
}

// More than the owner is read: who is no owner may have it as well.
static bool read(pqxx::work &txn, int me, int post, std::string &body) {
  auto row = txn.exec_params("SELECT user_id, body FROM posts WHERE id = $1", post); // expect: pg-isolation-unscoped
  body = row[0]["body"].as<std::string>();
  return row[0]["user_id"].as<int>() == me;
}

void show(pqxx::work &txn, int me, int post, std::string &body) {
  if (!read(txn, me, post, body))
    body.clear();
}

// Compared with what it says itself.
static bool isAnybodys(pqxx::work &txn, int post) {
  auto by = txn.exec_params("SELECT user_id FROM posts WHERE id = $1", post); // expect: pg-isolation-unscoped
  return by[0]["user_id"].as<int>() == 7;
}

void skip(pqxx::work &txn, int post) {
  if (isAnybodys(txn, post))
    return;
}

// The owner, or else another question.
static bool hasOffer(pqxx::work &txn, int me, int post) {
  return !txn.exec_params("SELECT 1 FROM offers WHERE post_id = $1 AND user_id = $2", post, me).empty();
}

void either(pqxx::work &txn, int me, int offer) {
  auto row = txn.exec_params("SELECT user_id, post_id FROM offers WHERE id = $1", offer); // expect: pg-isolation-guarded
  if (row.empty())
    return;
  int author = row[0]["user_id"].as<int>(), post = row[0]["post_id"].as<int>();
  if (author != me && !isMine(txn, me, post))
    return;
  txn.exec_params("DELETE FROM offers WHERE id = $1", offer); // expect: pg-isolation-guarded
}

// One of many values is accepted: each says that there is a row.
static std::string statusOf(pqxx::work &txn, int me, int post) {
  auto row = txn.exec_params("SELECT status FROM offers WHERE post_id = $1 AND user_id = $2", post, me);
  if (row.empty())
    return "";
  return row[0][0].as<std::string>();
}

static bool isOpen(const std::string &status) { return status == "new" || status == "open"; }

void accepted(pqxx::work &txn, int me, int post) {
  const std::string status = statusOf(txn, me, post);
  if (status != "new" && status != "open")
    return;
  txn.exec_params("UPDATE offers SET status = 'done' WHERE post_id = $1 AND user_id = $2", post, me);
  if (!isOpen(status))
    return;
}

// Who is told more than the answer may be anybody.
int lastOwner;
static bool remembers(pqxx::work &txn, int me, int post) {
  auto by = txn.exec_params("SELECT user_id FROM posts WHERE id = $1", post); // expect: pg-isolation-unscoped
  lastOwner = by[0]["user_id"].as<int>();
  return lastOwner == me;
}

static bool copies(pqxx::work &txn, int me, int post) {
  auto by = txn.exec_params("SELECT user_id FROM posts WHERE id = $1", post); // expect: pg-isolation-unscoped
  int owner = by[0]["user_id"].as<int>();
  txn.exec_params("INSERT INTO log (line) VALUES ($1)", owner);
  return owner == me;
}

static bool fills(pqxx::work &txn, int me, int post, int &owner) {
  auto by = txn.exec_params("SELECT user_id FROM posts WHERE id = $1", post); // expect: pg-isolation-unscoped
  owner = by[0]["user_id"].as<int>();
  return owner == me;
}

void tell(pqxx::work &txn, int me, int post, int &owner) {
  if (remembers(txn, me, post) || copies(txn, me, post) || fills(txn, me, post, owner))
    return;
}
