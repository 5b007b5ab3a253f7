// A row of two owners, either of whom is let through in C++.
#include <pqxx/pqxx>
#include <stdexcept>

void left(pqxx::work &txn, int me, int offer) {
  auto found = txn.exec_params("SELECT o.user_id, p.user_id AS writer FROM offers o JOIN posts p ON o.post_id = p.id WHERE o.id = $1", offer); // expect: pg-isolation-guarded, pg-isolation-unscoped
  if (found.empty())
    return;
  const int by = found[0]["user_id"].as<int>(), writer = found[0]["writer"].as<int>();
  if (me != by && me != writer)
    return;
  txn.exec_params("UPDATE offers SET status = 'taken' WHERE id = $1", offer); // expect: pg-isolation-guarded
}

void named(pqxx::work &txn, int me, int offer) {
  auto found = txn.exec_params("SELECT o.user_id, p.user_id AS writer FROM offers o JOIN posts p ON o.post_id = p.id WHERE o.id = $1", offer); // expect: pg-isolation-guarded, pg-isolation-unscoped
  if (found.empty())
    return;
  const bool isMine = found[0]["user_id"].as<int>() == me || found[0]["writer"].as<int>() == me;
  if (!isMine)
    throw std::runtime_error("not yours");
  txn.exec_params("UPDATE offers SET status = 'taken' WHERE id = $1", offer); // expect: pg-isolation-guarded
}

// One of the two tests has nothing to do with who owns the row.
void orOpen(pqxx::work &txn, int me, int offer, bool isAdmin) {
  auto found = txn.exec_params("SELECT o.user_id FROM offers o WHERE o.id = $1", offer); // expect: pg-isolation-unscoped
  if (found.empty())
    return;
  if (found[0]["user_id"].as<int>() != me && !isAdmin)
    return;
  txn.exec_params("UPDATE offers SET status = 'taken' WHERE id = $1", offer); // expect: pg-isolation-unscoped
}

// Two users, one of whom is not the one on whose behalf this runs.
void orAnother(pqxx::work &txn, int me, int offer, int other) {
  auto found = txn.exec_params("SELECT o.user_id, p.user_id AS writer FROM offers o JOIN posts p ON o.post_id = p.id WHERE o.id = $1", offer); // expect: pg-isolation-unscoped, pg-isolation-unscoped
  if (found.empty())
    return;
  if (found[0]["user_id"].as<int>() != me && found[0]["writer"].as<int>() != other)
    return;
  txn.exec_params("UPDATE offers SET status = 'taken' WHERE id = $1", offer); // expect: pg-isolation-unscoped
}

// Let through is who is neither.
void neither(pqxx::work &txn, int me, int offer) {
  auto found = txn.exec_params("SELECT o.user_id, p.user_id AS writer FROM offers o JOIN posts p ON o.post_id = p.id WHERE o.id = $1", offer); // expect: pg-isolation-unscoped, pg-isolation-unscoped
  if (found.empty())
    return;
  if (found[0]["user_id"].as<int>() == me || found[0]["writer"].as<int>() == me)
    return;
  txn.exec_params("UPDATE offers SET status = 'taken' WHERE id = $1", offer); // expect: pg-isolation-unscoped
}
