#include "../outcomes.h"

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
