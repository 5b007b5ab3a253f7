// Statements in one file, checks in another: the units are those of the folder of the same name.
#include "repository.h"

#include <stdexcept>

std::optional<Post> Posts::find(int id) {
  pqxx::work txn(connection);
  auto rows = txn.exec_params("SELECT id, user_id, body FROM posts WHERE id = $1", id); // expect: pg-isolation-guarded
  if (rows.empty())
    return std::nullopt;
  return Post{rows[0]["id"].as<int>(), rows[0]["user_id"].as<int>(), rows[0]["body"].as<std::string>()};
}

Post Posts::get(int id) {
  pqxx::work txn(connection);
  auto row = txn.exec_params1("SELECT id, user_id, body FROM posts WHERE id = $1", id); // expect: pg-isolation-guarded
  Post post;
  post.id = row["id"].as<int>();
  post.userId = row["user_id"].as<int>();
  post.body = row["body"].as<std::string>();
  return post;
}

Post Posts::seen(int id) { // not all of its callers look whose it is
  pqxx::work txn(connection);
  auto row = txn.exec_params1("SELECT id, user_id FROM posts WHERE id = $1", id); // expect: pg-isolation-unscoped
  Post post;
  post.id = row["id"].as<int>();
  post.userId = row["user_id"].as<int>();
  return post;
}

std::shared_ptr<Post> Posts::load(int id) {
  pqxx::work txn(connection);
  auto rows = txn.exec_params("SELECT id, user_id FROM posts WHERE id = $1", id); // expect: pg-isolation-guarded
  if (rows.empty())
    return nullptr;
  auto post = std::make_shared<Post>();
  post->id = rows[0]["id"].as<int>();
  post->userId = rows[0]["user_id"].as<int>();
  return post;
}

std::vector<Post> Posts::of(int user) {
  pqxx::work txn(connection);
  std::vector<Post> all;
  for (const auto &row : txn.exec_params("SELECT id, user_id FROM posts WHERE user_id = $1", user)) {
    Post post;
    post.id = row["id"].as<int>();
    post.userId = row["user_id"].as<int>();
    all.push_back(post);
  }
  return all;
}

bool Posts::read(int id, Post &post) {
  pqxx::work txn(connection);
  auto rows = txn.exec_params("SELECT id, user_id FROM posts WHERE id = $1", id); // expect: pg-isolation-guarded
  if (rows.empty())
    return false;
  post.id = rows[0][0].as<int>();
  post.userId = rows[0][1].as<int>();
  return true;
}

bool Posts::readAny(int id, Post &post) {
  pqxx::work txn(connection);
  auto rows = txn.exec_params("SELECT id, user_id FROM posts WHERE id = $1", id); // expect: pg-isolation-unscoped
  if (rows.empty())
    return false;
  post.id = rows[0][0].as<int>();
  post.userId = rows[0][1].as<int>();
  return true;
}

int Posts::ownerOf(int id) {
  pqxx::work txn(connection);
  int owner = -1; // nobody
  auto rows = txn.exec_params("SELECT user_id FROM posts WHERE id = $1", id); // expect: pg-isolation-guarded
  if (rows.size() == 1)
    owner = rows[0][0].as<int>();
  return owner;
}

int Posts::writerOf(int id) { // a user's number where there is none
  pqxx::work txn(connection);
  auto rows = txn.exec_params("SELECT user_id FROM posts WHERE id = $1", id); // expect: pg-isolation-unscoped
  return rows.empty() ? 1 : rows[0][0].as<int>();
}

std::string Posts::ownerOf(const std::string &id) {
  pqxx::work txn(connection);
  auto rows = txn.exec_params("SELECT user_id FROM posts WHERE id = $1", id); // expect: pg-isolation-guarded
  if (rows.empty())
    return "";
  return rows[0][0].as<std::string>();
}

bool Posts::isOf(int user, int id) {
  pqxx::work txn(connection);
  return !txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", id, user).empty();
}

bool Posts::mayEdit(int user, int id) { return isOf(user, id); }

void Posts::require(int user, int id) {
  if (!isOf(user, id))
    throw std::runtime_error("not yours");
}

void Posts::warn(int user, int id) {
  if (!isOf(user, id))
    std::puts("not yours");
}

void Posts::removeFound(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-guarded
}

void Posts::removeGotten(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-guarded
}

void Posts::removeLoaded(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-guarded
}

void Posts::removeListed(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-guarded
}

void Posts::removeRead(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-guarded
}

void Posts::removeOwned(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-guarded
}

void Posts::removeOwned(const std::string &id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-guarded
}

void Posts::removeAsked(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-guarded
}

void Posts::removeRequired(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-guarded
}

void Posts::removeDeep(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-guarded
}

void Posts::save(const Post &post) {
  pqxx::work txn(connection);
  txn.exec_params("UPDATE posts SET body = $2 WHERE id = $1", post.id, post.body); // expect: pg-isolation-guarded
}

void Posts::removeOther(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-unscoped
}

void Posts::removeWarned(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-unscoped
}

void Posts::removeChanged(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-unscoped
}

void Posts::removeUnread(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-unscoped
}

void Posts::removeBySome(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-unscoped
}

void Posts::removeByAddress(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-unscoped
}

void Posts::removeByItself(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-unscoped
}

void Posts::removeCut(long long id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-unscoped
}

void Posts::removeSeen(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-unscoped
}

void Posts::removeReassigned(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-unscoped
}

void Posts::removeAsserted(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-unscoped
}

void Posts::removeWritten(int id) {
  pqxx::work txn(connection);
  txn.exec_params("DELETE FROM posts WHERE id = $1", id); // expect: pg-isolation-unscoped
}

