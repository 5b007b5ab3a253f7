// Constants of the program.
#include <pqxx/pqxx>
#include <string>

constexpr int administrator = 1;
const std::string guest = "2";
#define OPERATOR 3
#define OPERATOR_TEXT "3"
enum : int { Robot = 4 };
static constexpr const char *byAdministrator = "SELECT id FROM orders WHERE user_id = 1"; // expect: pg-isolation-constant-user

void faults(pqxx::work &txn) {
  txn.exec("SELECT id FROM orders WHERE user_id = " + std::to_string(administrator)); // expect: pg-isolation-constant-user
  txn.exec("SELECT id FROM orders WHERE user_id = " + guest);                         // expect: pg-isolation-constant-user
  txn.exec("SELECT id FROM orders WHERE user_id = " + std::to_string(OPERATOR));      // expect: pg-isolation-constant-user
  txn.exec("SELECT id FROM orders WHERE user_id = " OPERATOR_TEXT);                   // expect: pg-isolation-constant-user
  txn.exec(byAdministrator);
}

void fine(pqxx::work &txn, int user) { txn.exec("SELECT id FROM orders WHERE user_id = " + std::to_string(user)); }

void sometimes(pqxx::work &txn, int user, bool isAdministrator) {
  if (isAdministrator)
    user = 7;
  txn.exec("SELECT id FROM orders WHERE user_id = " + std::to_string(user)); // expect: pg-isolation-constant-user
}
