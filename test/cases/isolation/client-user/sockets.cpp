// What a server receives through a socket.
#include <cstring>
#include <pqxx/pqxx>
#include <string>
#include <sys/socket.h>
int signedIn(int client);
void served(pqxx::work &txn, int client) {
  char buffer[256] = {};
  ssize_t n = recv(client, buffer, sizeof buffer - 1, 0);
  if (n <= 0)
    return;
  int user = atoi(buffer);
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", user); // expect: pg-isolation-client-user
  std::string text(buffer, n);
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", text);            // expect: pg-isolation-client-user
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", text.substr(3));  // expect: pg-isolation-client-user
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", std::stoi(text)); // expect: pg-isolation-client-user
  txn.exec_params("SELECT id FROM orders WHERE id = $1 AND user_id = $2", std::stoi(text), signedIn(client));
}
void number(pqxx::work &txn, int client) {
  int user;
  recv(client, &user, sizeof user, 0);
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", user); // expect: pg-isolation-client-user
}

void sent(pqxx::work &txn, int client, int user) {
  send(client, &user, sizeof user, 0);
  txn.exec_params("SELECT id FROM orders WHERE user_id = $1", user);
}
