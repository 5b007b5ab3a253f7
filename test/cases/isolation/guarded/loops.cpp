// What was checked before a loop holds in it, as long as the loop does not change what was checked.
#include <pqxx/pqxx>
#include <sstream>
#include <string>
#include <vector>

static bool isMine(pqxx::work &txn, int me, int post) {
  return !txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", post, me).empty();
}

void each(pqxx::work &txn, int me, int post, const std::vector<std::string> &names) {
  if (!isMine(txn, me, post))
    return;
  for (const std::string &name : names)
    txn.exec_params("INSERT INTO tags (post_id, name) VALUES ($1, $2)", post, name); // expect: pg-isolation-guarded
}

void counted(pqxx::work &txn, int me, int post, const std::vector<std::string> &names) {
  if (!isMine(txn, me, post))
    return;
  int added = 0;
  for (size_t i = 0; i < names.size(); ++i) {
    txn.exec_params("INSERT INTO tags (post_id, name) VALUES ($1, $2)", post, names[i]); // expect: pg-isolation-guarded
    ++added;
  }
}

void added(pqxx::work &txn, int me, const std::vector<std::string> &names) {
  auto made = txn.exec_params("INSERT INTO posts (user_id, body) VALUES ($1, 'x') RETURNING id", me);
  int post = made[0][0].as<int>();
  std::vector<std::string> done;
  for (const std::string &name : names) {
    txn.exec_params("INSERT INTO tags (post_id, name) VALUES ($1, $2)", post, name); // expect: pg-isolation-guarded
    done.push_back(name);
  }
}

void changed(pqxx::work &txn, int me, int post, int count) {
  if (!isMine(txn, me, post))
    return;
  for (int i = 0; i < count; ++i) {
    txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
    ++post;
  }
}

void filled(pqxx::work &txn, int me, int post, int count) {
  if (!isMine(txn, me, post))
    return;
  while (count-- > 0) {
    txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
    txn.exec("SELECT nextval('keys')").front().front().to(post);
  }
}

void streamed(pqxx::work &txn, int me, int post, const std::vector<std::string> &lines) {
  if (!isMine(txn, me, post))
    return;
  for (const std::string &line : lines) {
    txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
    std::istringstream(line) >> post;
  }
}
