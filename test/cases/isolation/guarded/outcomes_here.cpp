// The same as outcomes.cpp, in one unit.
#include "outcomes.h"

Access accessTo(pqxx::work &txn, int me, int post) {
  auto by = txn.exec_params("SELECT user_id FROM posts WHERE id = $1", post); // expect: pg-isolation-guarded
  if (by.empty())
    return Access::NotFound;
  if (by[0][0].as<int>() != me)
    return Access::Denied;
  return Access::Ok;
}

Access accessBy(pqxx::work &txn, int me, int post) {
  auto by = txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", post, me);
  if (by.empty())
    return Access::NotFound;
  return me == 1 ? Access::Ok : Access::Denied;
}

int status(pqxx::work &txn, int me, int post) {
  auto by = txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", post, me);
  return by.empty() ? 404 : 0;
}

std::pair<bool, std::string> mayI(pqxx::work &txn, int me, int post) {
  auto by = txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", post, me);
  if (by.empty())
    return {false, "not found"};
  return {true, ""};
}

Result check(pqxx::work &txn, int me, int post) {
  auto by = txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", post, me);
  if (by.empty())
    return {false, 404, "not found"};
  return {true, 200, ""};
}

std::string problem(pqxx::work &txn, int me, int post) {
  auto by = txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", post, me);
  if (by.empty())
    return "not found";
  return "";
}

std::optional<std::string> wrong(pqxx::work &txn, int me, int post) {
  auto by = txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", post, me);
  if (by.empty())
    return "not found";
  return std::nullopt;
}

Maybe find(pqxx::work &txn, int me, int post) {
  auto by = txn.exec_params("SELECT id FROM posts WHERE id = $1 AND user_id = $2", post, me);
  if (by.empty())
    return {std::nullopt, "not found"};
  return {by[0][0].as<int>(), ""};
}

// Two ways to 0, of which one has seen no row.
int loose(pqxx::work &txn, int me, int post) {
  auto by = txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", post, me);
  if (me == 1)
    return 0;
  return by.empty() ? 404 : 0;
}
// What a function gives (an enumerator, a code, whether it went well) says what it has seen.

void one(pqxx::work &txn, int me, int post) {
  if (accessTo(txn, me, post) != Access::Ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void others(pqxx::work &txn, int me, int post) {
  const Access access = accessTo(txn, me, post);
  if (access == Access::NotFound)
    return;
  if (access == Access::Denied)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void notAll(pqxx::work &txn, int me, int post) {
  if (accessTo(txn, me, post) == Access::NotFound)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

// Seen, and refused for something else: the row is the user's.
void denied(pqxx::work &txn, int me, int post) {
  if (accessBy(txn, me, post) == Access::NotFound)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void chosen(pqxx::work &txn, int me, int post) {
  switch (accessTo(txn, me, post)) {
  case Access::NotFound:
  case Access::Denied:
    return;
  case Access::Ok:
    break;
  }
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void byDefault(pqxx::work &txn, int me, int post) {
  switch (accessTo(txn, me, post)) {
  case Access::NotFound:
  case Access::Denied:
    return;
  default:
    txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
  }
}

void wrongCase(pqxx::work &txn, int me, int post) {
  switch (accessTo(txn, me, post)) {
  case Access::NotFound:
    return;
  case Access::Denied:
    txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
    return;
  default:
    return;
  }
}

void code(pqxx::work &txn, int me, int post) {
  if (int code = status(txn, me, post); code != 0)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void notZero(pqxx::work &txn, int me, int post) {
  if (status(txn, me, post) == 0)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void looseCode(pqxx::work &txn, int me, int post) {
  if (loose(txn, me, post))
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void member(pqxx::work &txn, int me, int post) {
  Result r = check(txn, me, post);
  if (!r.ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void memberCode(pqxx::work &txn, int me, int post) {
  const auto r = check(txn, me, post);
  if (r.code != 200)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void otherMember(pqxx::work &txn, int me, int post) {
  const auto r = check(txn, me, post);
  if (r.code == 500)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void nothingWrong(pqxx::work &txn, int me, int post) {
  if (auto w = wrong(txn, me, post))
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void something(pqxx::work &txn, int me, int post) {
  auto r = find(txn, me, post);
  if (!r.ok())
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void anotherPost(pqxx::work &txn, int me, int post, int other) {
  if (accessTo(txn, me, other) != Access::Ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}

void pair(pqxx::work &txn, int me, int post) {
  auto [ok, message] = mayI(txn, me, post);
  if (!ok)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void first(pqxx::work &txn, int me, int post) {
  auto may = mayI(txn, me, post);
  if (!may.first)
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void noProblem(pqxx::work &txn, int me, int post) {
  if (std::string p = problem(txn, me, post); !p.empty())
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}
