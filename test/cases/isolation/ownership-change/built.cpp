// Texts that the program puts together.
#include <pqxx/pqxx>
#include <string>

void give(pqxx::work &txn, int id, int user, int receiver) {
  txn.exec("UPDATE orders SET user_id = " + std::to_string(receiver) + // expect: pg-isolation-ownership-change
           " WHERE id = " + std::to_string(id) + " AND user_id = " + std::to_string(user));
}

void keep(pqxx::work &txn, int id, int user, double total) {
  txn.exec("UPDATE orders SET total = " + std::to_string(total) + " WHERE id = " + std::to_string(id) +
           " AND user_id = " + std::to_string(user));
}
