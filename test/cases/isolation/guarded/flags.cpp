// A flag that a loop over rows sets.
#include <algorithm>
#include <pqxx/pqxx>
#include <string>
#include <vector>

void flagged(pqxx::work &txn, int me, int post) {
  bool ok = false;
  for (const auto &row : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me)) {
    if (row["id"].as<int>() == post) {
      ok = true;
      break;
    }
  }
  if (!ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void flaggedNoBreak(pqxx::work &txn, int me, int post) {
  bool ok = false;
  for (const auto &row : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me))
    if (row["id"].as<int>() == post)
      ok = true;
  if (!ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}
bool helper(pqxx::work &txn, int me, int post) {
  auto rows = txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me);
  bool ok = false;
  for (const auto &row : rows) {
    if (row["id"].as<int>() == post) {
      ok = true;
      break;
    }
  }
  return ok;
}
bool helperReturn(pqxx::work &txn, int me, int post) {
  for (const auto &row : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me))
    if (row["id"].as<int>() == post)
      return true;
  return false;
}
static bool helperStatic(pqxx::work &txn, int me, int post) {
  auto rows = txn.exec_params("SELECT user_id FROM posts WHERE id = $1", post); // expect: pg-isolation-guarded
  bool ok = false;
  for (const auto &row : rows) {
    if (row["user_id"].as<int>() == me) {
      ok = true;
      break;
    }
  }
  return ok;
}

void byHelper(pqxx::work &txn, int me, int post) {
  if (!helper(txn, me, post))
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void byReturn(pqxx::work &txn, int me, int post) {
  if (!helperReturn(txn, me, post))
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void byStatic(pqxx::work &txn, int me, int post) {
  if (!helperStatic(txn, me, post))
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void otherSide(pqxx::work &txn, int me, int post) {
  bool other = false;
  for (const auto &row : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me)) {
    if (row["id"].as<int>() != post) {
      other = true;
      break;
    }
  }
  if (other)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void setElsewhere(pqxx::work &txn, int me, int post, bool admin) {
  bool ok = admin;
  for (const auto &row : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me)) {
    if (row["id"].as<int>() == post) {
      ok = true;
      break;
    }
  }
  if (!ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void initTrue(pqxx::work &txn, int me, int post) {
  bool ok = true;
  for (const auto &row : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me)) {
    if (row["id"].as<int>() == post) {
      ok = true;
      break;
    }
  }
  if (!ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void openRows(pqxx::work &txn, int post) {
  bool ok = false;
  for (const auto &row : txn.exec("SELECT id FROM posts")) { // expect: pg-isolation-unscoped
    if (row["id"].as<int>() == post) {
      ok = true;
      break;
    }
  }
  if (!ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void alsoOther(pqxx::work &txn, int me, int post, int second) {
  bool ok = false;
  for (const auto &row : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me)) {
    if (row["id"].as<int>() == post || second == 7) {
      ok = true;
      break;
    }
  }
  if (!ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void idChangedInLoop(pqxx::work &txn, int me, int post) {
  bool ok = false;
  for (const auto &row : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me)) {
    if (row["id"].as<int>() == post) {
      ok = true;
      ++post;
      break;
    }
  }
  if (!ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void changedAfterwards(pqxx::work &txn, int me, int post) {
  bool ok = false;
  for (const auto &row : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me))
    if (row["id"].as<int>() == post)
      ok = true;
  if (!ok)
    return;
  post += 2;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void changedInLoopNoBreak(pqxx::work &txn, int me, int post) {
  bool ok = false;
  for (const auto &row : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me)) {
    if (row["id"].as<int>() == post)
      ok = true;
    ++post;
  }
  if (!ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void indexed(pqxx::work &txn, int me, int post) {
  auto rows = txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me);
  bool ok = false;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i]["id"].as<int>() == post) {
      ok = true;
      break;
    }
  }
  if (!ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void indexedWhile(pqxx::work &txn, int me, int post) {
  auto rows = txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me);
  bool ok = false;
  for (int i = 0; i < int(rows.size()) && !ok; ++i)
    ok = rows[i]["id"].as<int>() == post;
  if (!ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void noneOf(pqxx::work &txn, int me, int post) {
  auto rows = txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me);
  if (!std::none_of(rows.begin(), rows.end(), [&](const pqxx::row &row) { return row["id"].as<int>() == post; }))
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void resetAgain(pqxx::work &txn, int me, int post) {
  bool ok = false;
  for (const auto &row : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me))
    ok = row["id"].as<int>() != post;
  if (!ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void lastDecides(pqxx::work &txn, int me, int post) {
  bool ok = false;
  for (const auto &row : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me))
    ok = row["id"].as<int>() == post;
  if (!ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void twoFlags(pqxx::work &txn, int me, int post) {
  bool ok = false, seen = false;
  for (const auto &row : txn.exec_params("SELECT id FROM posts WHERE user_id = $1", me)) {
    seen = true;
    if (row["id"].as<int>() == post) {
      ok = true;
      break;
    }
  }
  if (!seen)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
  if (!ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}
