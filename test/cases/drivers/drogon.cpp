// Drogon's client: call-backs stand between the statement and its values; `>>` gives call-backs, `<<` values.
#include <drogon_orm.h>

using namespace drogon::orm;

namespace data {

void statements(const DbClientPtr &client, long user, const std::string &status) {
  auto done = [](const Result &) {};
  auto failed = [](const DrogonDbException &) {};
  client->execSqlAsync("SELECT id FROM orders WHERE user_id = $1", done, failed, user);
  client->execSqlAsync("SELECT id FROM orders WHERE id = $1", done, failed, user); // expect: pg-isolation-unscoped
  client->execSqlSync("SELECT '" + status + "'"); // expect: pg-sql-injection
  *client << "DELETE FROM orders WHERE status = $1" << status >> done >> failed; // expect: pg-isolation-unscoped
  *client << "DELETE FROM orders WHERE user_id = $1" << user >> done >> failed;
}

/// The client serves SQLite and MySQL as well: what begins as their own statements do is not held against PostgreSQL.
void otherDatabases(const DbClientPtr &client, bool isSqlite) {
  client->execSqlSync(isSqlite ? "BEGIN IMMEDIATE" : "BEGIN");
  client->execSqlSync("PRAGMA foreign_keys = ON");
  client->execSqlSync("BEGIN IMMEDIATELY"); // expect: pg-sql-syntax
  client->execSqlSync("PRAGMATIC 1");       // expect: pg-sql-syntax
}

void guards(const DbClientPtr &client, long user, long order) {
  auto failed = [](const DrogonDbException &) {};
  auto found = client->execSqlSync("SELECT id FROM orders WHERE id = $1 AND user_id = $2", order, user);
  if (found.empty())
    return;
  client->execSqlSync("DELETE FROM orders WHERE id = $1", order); // expect: pg-isolation-guarded
  client->execSqlAsync(
      "SELECT id FROM orders WHERE id = $1 AND user_id = $2",
      [client, order](const Result &mine) {
        if (mine.size() == 0)
          return;
        client->execSqlSync("UPDATE orders SET status = 'paid' WHERE id = $1", order); // expect: pg-isolation-guarded
      },
      failed, order, user);
}

void guardsNothing(const DbClientPtr &client, long user, long order) {
  auto found = client->execSqlSync("SELECT id FROM orders WHERE id = $1 AND user_id = $2", order, user);
  if (found.size() > 1)
    return;
  client->execSqlSync("DELETE FROM orders WHERE id = $1", order); // expect: pg-isolation-unscoped
}

void compares(const DbClientPtr &client, long user, long order) {
  auto found = client->execSqlSync("SELECT user_id, status FROM orders WHERE id = $1", order); // expect: pg-isolation-guarded
  if (found.empty() || found[0]["user_id"].as<long>() != user)
    return;
  client->execSqlSync("DELETE FROM orders WHERE id = $1", order); // expect: pg-isolation-guarded
}

drogon::Task<int> wait(DbClientPtr client, long user) {
  co_await client->execSqlCoro("SELECT id FROM orders WHERE user_id = $1", user);
  co_await client->execSqlCoro("SELECT id FORM orders"); // expect: pg-sql-syntax
  co_return 1;
}

} // namespace data

void bypass(const DbClientPtr &client) {
  client->execSqlSync("SELECT 1"); // expect: pg-orm-bypass
}

void connect(const std::string &text) {
  DbClient::newPgClient("host=db.example.org", 4); // expect: pg-connection-hardcoded, pg-connection-insecure, pg-connection-no-timeout
  DbClient::newPgClient(text, 4);
}
