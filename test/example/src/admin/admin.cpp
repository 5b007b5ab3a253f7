#include "admin/admin.h"

#include "config.h"
#include "db/libpq_connection.h"
#include "db/users.h"
#include "rows.h"
#include <fstream>
#include <iterator>
#include <ostream>
#include <stdexcept>

namespace notebook::admin {

static std::string contentOf(const std::string &path) {
  std::ifstream file(path);
  if (!file)
    throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

static pqxx::result runFile(db::Session &session, const Command &command) {
  const std::string sql = contentOf(command.word(1));
  return session.query(sql); // expect: pg-isolation-unverifiable
}

static pqxx::result runWord(db::Session &session, const Command &command) {
  const std::string &sql = command.word(1);
  return session.query(sql); // expect: pg-isolation-unverifiable
}

/// Gives the first user, who owns the samples, a note to start with.
static pqxx::result addWelcome(db::Session &session) {
  return session.query(
      "INSERT INTO notes (user_id, title) VALUES (1, 'Welcome')" // expect: pg-isolation-constant-user
      " RETURNING id, title");
}

static void analyze() {
  pqxx::connection connection(databaseUrl());
  pqxx::nontransaction work(connection);
  work.exec("ANALYZE notes, folders"); // expect: pg-orm-bypass
}

static db::ConnectionHandle connectToReplica() {
  const std::string url = databaseUrl();
  const std::string host =
      environmentOr("NOTEBOOK_REPLICA_HOST",
                    "replica.example.org"); // expect: pg-connection-hardcoded
  const char *const keywords[] = {"dbname", "host", "password",
                                  "connect_timeout", nullptr};
  const char *const values[] = {
      url.c_str(), host.c_str(),
      "fake-replica-password", // expect: pg-connection-hardcoded
      "10", nullptr};
  return db::ConnectionHandle(PQconnectdbParams(keywords, values, 1));
}

static std::string replicaState() {
  const db::ConnectionHandle replica = connectToReplica();
  if (PQstatus(replica.get()) != CONNECTION_OK)
    throw std::runtime_error(PQerrorMessage(replica.get()));
  const char *sql = "SELECT pg_is_in_recovery()";
  const db::ResultHandle state(
      PQexec(replica.get(), sql)); // expect: pg-orm-bypass
  db::expectStatus(state.get(), PGRES_TUPLES_OK);
  return *PQgetvalue(state.get(), 0, 0) == 't' ? "standby" : "primary";
}

void run(db::Session &session, const Command &command, std::ostream &out) {
  const std::string &name = command.word(0);
  if (name == "users")
    print(out, db::allUsers(session));
  else if (name == "welcome")
    print(out, addWelcome(session));
  else if (name == "run")
    print(out, runFile(session, command));
  else if (name == "query")
    print(out, runWord(session, command));
  else if (name == "analyze")
    analyze();
  else if (name == "replica")
    out << replicaState() << '\n';
  else
    throw std::runtime_error("no such admin command: " + name);
}

} // namespace notebook::admin
