// A transfer that is meant.
#include <pqxx/pqxx>
#include <string>

void accept(pqxx::work &txn, int id, int user, int receiver) {
  // NOLINTNEXTLINE(pg-isolation-ownership-change): the receiver accepted the transfer
  txn.exec_params("UPDATE orders SET user_id = $3 WHERE id = $1 AND user_id = $2", id, user, receiver);
}
