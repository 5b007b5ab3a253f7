// A row, or a key, that comes from either of two statements, each of which may be tied to the user.
#include <pqxx/pqxx>
#include <string>

using R = pqxx::result;

void conditional(pqxx::work &txn, int me, int post, bool byTag) {
  auto found =
      byTag
          ? txn.exec_params(
                "SELECT p.id FROM posts p JOIN tags t ON t.post_id = p.id WHERE p.id = $1 AND p.user_id = $2", post, me)
          : txn.exec_params("SELECT id FROM posts WHERE id = $1 AND user_id = $2", post, me);
  if (found.empty())
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}
static R mine(pqxx::work &txn, int me, int post) {
  return txn.exec_params("SELECT id FROM posts WHERE id = $1 AND user_id = $2", post, me);
}
static R mineOpen(pqxx::work &txn, int me, int post) {
  return txn.exec_params("SELECT id FROM posts WHERE id = $1 AND user_id = $2 AND body = 'open'", post, me);
}
static R any(pqxx::work &txn, int post) {
  return txn.exec_params("SELECT id FROM posts WHERE id = $1", post); // expect: pg-isolation-unscoped
}

void conditionalHelpers(pqxx::work &txn, int me, int post, bool open) {
  auto found = open ? mineOpen(txn, me, post) : mine(txn, me, post);
  if (found.empty())
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void ifElse(pqxx::work &txn, int me, int post, bool open) {
  pqxx::result found;
  if (open)
    found = txn.exec_params("SELECT id FROM posts WHERE id = $1 AND user_id = $2 AND body = 'open'", post, me);
  else
    found = txn.exec_params("SELECT id FROM posts WHERE id = $1 AND user_id = $2", post, me);
  if (found.empty())
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void ifElseKey(pqxx::work &txn, int me, bool open) {
  int post = 0;
  if (open) {
    auto found = txn.exec_params("SELECT id FROM posts WHERE user_id = $1 AND body = 'open'", me);
    if (found.empty())
      return;
    post = found[0][0].as<int>();
  } else {
    auto found = txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me);
    if (found.empty())
      return;
    post = found[0][0].as<int>();
  }
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void ifElseRow(pqxx::work &txn, int me, bool open) {
  auto found = open ? txn.exec_params("SELECT id FROM posts WHERE user_id = $1 AND body = 'open'", me)
                    : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me);
  if (found.empty())
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", found[0][0].as<int>()); // expect: pg-isolation-guarded
}

void ifElseRowName(pqxx::work &txn, int me, bool open) {
  auto found = open ? txn.exec_params("SELECT id FROM posts WHERE user_id = $1 AND body = 'open'", me)
                    : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me);
  if (found.empty())
    return;
  int post = found[0]["id"].as<int>();
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void oneOpen(pqxx::work &txn, int me, int post, bool all) {
  auto found = all ? any(txn, post) : mine(txn, me, post);
  if (found.empty())
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void oneOtherUser(pqxx::work &txn, int me, int you, int post, bool all) {
  auto found = all ? mine(txn, you, post) : mine(txn, me, post);
  if (found.empty())
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void oneOtherKey(pqxx::work &txn, int me, int post, int second, bool all) {
  auto found = all ? mine(txn, me, second) : mine(txn, me, post);
  if (found.empty())
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void otherColumn(pqxx::work &txn, int me, bool open) {
  auto found = open ? txn.exec_params("SELECT user_id, id FROM posts WHERE user_id = $1 AND body = 'open'", me)
                    : txn.exec_params("SELECT id, user_id FROM posts WHERE user_id = $1", me);
  if (found.empty())
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", found[0][0].as<int>()); // expect: pg-isolation-unscoped
}

void oneMayBeLeftOut(pqxx::work &txn, int me, int post, bool open) {
  if (open) {
    auto found = mineOpen(txn, me, post);
    if (found.empty())
      return;
  }
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void ifElseEach(pqxx::work &txn, int me, int post, bool open) {
  if (open) {
    if (mineOpen(txn, me, post).empty())
      return;
  } else if (mine(txn, me, post).empty())
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void ifElseFlag(pqxx::work &txn, int me, int post, bool open) {
  bool ok;
  if (open)
    ok = !mineOpen(txn, me, post).empty();
  else
    ok = !mine(txn, me, post).empty();
  if (!ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void reread(pqxx::work &txn, int me, int post) {
  auto found = mineOpen(txn, me, post);
  if (found.empty())
    found = mine(txn, me, post);
  if (found.empty())
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void comparedEither(pqxx::work &txn, int me, int post, bool open) {
  auto found = open ? txn.exec_params("SELECT user_id FROM posts WHERE id = $1 AND body = 'open'", post) // expect: pg-isolation-guarded
                    : txn.exec_params("SELECT user_id FROM posts WHERE id = $1", post); // expect: pg-isolation-guarded
  if (found.empty())
    return;
  if (found[0]["user_id"].as<int>() != me)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void oneUnset(pqxx::work &txn, int me, int post, bool open) {
  bool ok = true;
  if (open)
    ok = !mine(txn, me, post).empty();
  if (!ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void oneTrue(pqxx::work &txn, int me, int post, bool open) {
  bool ok = open ? !mine(txn, me, post).empty() : true;
  if (!ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void oneFalse(pqxx::work &txn, int me, int post, bool open) {
  bool ok = open ? !mine(txn, me, post).empty() : false;
  if (!ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void switched(pqxx::work &txn, int me, int post, int kind) {
  R found;
  switch (kind) {
  case 1:
    found = mineOpen(txn, me, post);
    break;
  case 2:
    found = txn.exec_params("SELECT id FROM posts WHERE id = $1 AND user_id = $2 AND body <> ''", post, me);
    break;
  default:
    found = mine(txn, me, post);
  }
  if (found.empty())
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void switchedNoDefault(pqxx::work &txn, int me, int post, int kind) {
  R found;
  switch (kind) {
  case 1:
    found = mineOpen(txn, me, post);
    break;
  case 2:
    found = mine(txn, me, post);
    break;
  }
  if (found.size() == 0)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void counted(pqxx::work &txn, int me, int post, bool open) {
  auto found = open ? mineOpen(txn, me, post) : mine(txn, me, post);
  if (found.size() != 1)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void countedNone(pqxx::work &txn, int me, int post, bool open) {
  auto found = open ? mineOpen(txn, me, post) : mine(txn, me, post);
  if (found.size() > 0)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}
static R two(pqxx::work &txn, int me, int post, bool open) {
  if (open)
    return txn.exec_params("SELECT id FROM posts WHERE id = $1 AND user_id = $2 AND body <> ''", post, me);
  return mine(txn, me, post);
}

void helper(pqxx::work &txn, int me, int post, bool open) {
  if (two(txn, me, post, open).empty())
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void textId(pqxx::work &txn, int me, bool open) {
  auto found = open ? txn.exec_params("SELECT id FROM posts WHERE user_id = $1 AND body = 'open'", me)
                    : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me);
  if (found.empty())
    return;
  std::string post = found[0]["id"].as<std::string>();
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void textIdOpen(pqxx::work &txn, int me, bool open) {
  auto found = open ? txn.exec("SELECT id FROM posts WHERE body = 'open'") // expect: pg-isolation-unscoped
                    : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me);
  if (found.empty())
    return;
  std::string post = found[0]["id"].as<std::string>();
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void loopEach(pqxx::work &txn, int me, bool open) {
  auto found = open ? txn.exec_params("SELECT id FROM posts WHERE user_id = $1 AND body = 'open'", me)
                    : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me);
  for (const auto &row : found)
    txn.exec_params("DELETE FROM tags WHERE post_id = $1", row["id"].as<int>()); // expect: pg-isolation-guarded
}

void loopEachOpen(pqxx::work &txn, int me, bool open) {
  auto found = open ? txn.exec("SELECT id FROM posts WHERE body = 'open'") // expect: pg-isolation-unscoped
                    : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me);
  for (const auto &row : found)
    txn.exec_params("DELETE FROM tags WHERE post_id = $1", row["id"].as<int>()); // expect: pg-isolation-unscoped
}

void startsZero(pqxx::work &txn, int me) {
  int post = 0;
  auto found = txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me);
  if (!found.empty())
    post = found[0][0].as<int>();
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void startsOne(pqxx::work &txn, int me) {
  int post = 1;
  auto found = txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me);
  if (!found.empty())
    post = found[0][0].as<int>();
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void startsGiven(pqxx::work &txn, int me, int post) {
  auto found = txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me);
  if (!found.empty())
    post = found[0][0].as<int>();
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void ownerStarts(pqxx::work &txn, int me, int post) {
  int owner = -1;
  auto found = txn.exec_params("SELECT user_id FROM posts WHERE id = $1", post); // expect: pg-isolation-guarded
  if (!found.empty())
    owner = found[0][0].as<int>();
  if (owner != me)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void ownerStartsMe(pqxx::work &txn, int me, int post) {
  int owner = me;
  auto found = txn.exec_params("SELECT user_id FROM posts WHERE id = $1", post); // expect: pg-isolation-unscoped
  if (!found.empty())
    owner = found[0][0].as<int>();
  if (owner != me)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void changedBetween(pqxx::work &txn, int me, int post, bool open) {
  auto found = open ? mineOpen(txn, me, post) : mine(txn, me, post);
  if (found.empty())
    return;
  post = post + 1;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void twoIds(pqxx::work &txn, int me, bool open) {
  auto found = open ? txn.exec_params("SELECT id FROM posts WHERE user_id = $1 AND body = 'open'", me)
                    : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me);
  if (found.empty())
    return;
  int post = found[0]["id"].as<int>();
  auto row = txn.exec_params("SELECT user_id, id FROM offers WHERE post_id = $1", post); // expect: pg-isolation-guarded
  if (row.empty())
    return;
  txn.exec_params("UPDATE offers SET status = 'x' WHERE post_id = $1", post); // expect: pg-isolation-guarded
  txn.exec_params("UPDATE offers SET status = 'x' WHERE id = $1", // expect: pg-isolation-guarded
                  row[0]["id"].as<int>());
}
