// Through a function of the program.
#include <pqxx/pqxx>
#include <string>

pqxx::result change(pqxx::work &txn, const std::string &assignment, int user, int other) {
  return txn.exec_params("UPDATE orders SET " + assignment + " WHERE user_id = $1 AND id <> $2", user, other); // expect: pg-isolation-ownership-change
}

void calls(pqxx::work &txn, int user, int other) {
  change(txn, "status = 'new'", user, other);
  change(txn, "user_id = $2", user, other);
}
