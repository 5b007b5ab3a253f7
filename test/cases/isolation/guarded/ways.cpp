// Checks as macros and asserts make them, and rows that go to others as well.
#include <cassert>
#include <pqxx/pqxx>
#include <stdexcept>
#include <string>

static bool owns(pqxx::work &txn, int me, int post) {
  return !txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", post, me).empty();
}

#define MUST(condition)                                                                                                \
  do {                                                                                                                 \
    if (!(condition))                                                                                                  \
      throw std::runtime_error(#condition);                                                                            \
  } while (0)

void byMacro(pqxx::work &txn, int me, int post) {
  MUST(owns(txn, me, post));
  txn.exec_params("DELETE FROM posts WHERE id = $1", post); // expect: pg-isolation-guarded
}

void once(pqxx::work &txn, int me, int post) {
  do {
    if (!owns(txn, me, post))
      break;
    txn.exec_params("DELETE FROM posts WHERE id = $1", post); // expect: pg-isolation-guarded
  } while (false);
}

void leftEarly(pqxx::work &txn, int me, int post) {
  do {
    if (!owns(txn, me, post))
      break;
  } while (false);
  txn.exec_params("DELETE FROM posts WHERE id = $1", post); // expect: pg-isolation-unscoped
}

// Released without it.
void byAssert(pqxx::work &txn, int me, int post) {
  assert(owns(txn, me, post));
  txn.exec_params("DELETE FROM posts WHERE id = $1", post); // expect: pg-isolation-unscoped
}

// What is read goes to others as well.
std::string forOthersToo(pqxx::work &txn, int me, int post) {
  auto found = txn.exec_params("SELECT user_id, body FROM posts WHERE id = $1", post); // expect: pg-isolation-unscoped
  if (!found.empty() && found[0]["user_id"].as<int>() == me)
    return found[0]["body"].as<std::string>();
  return found[0]["body"].as<std::string>();
}

std::string otherwise(pqxx::work &txn, int me, int post) {
  auto found = txn.exec_params("SELECT user_id, body FROM posts WHERE id = $1", post); // expect: pg-isolation-unscoped
  const auto row = found[0];
  if (row["user_id"].as<int>() == me)
    return row["body"].as<std::string>();
  else
    return row["body"].as<std::string>();
}
