// The store for PostgreSQL.
#include "../settings_apart.h"

#include "libpq-fe.h"

namespace {

class PostgresStatement : public Statement {
  std::string text;
  PGconn *db;

public:
  PostgresStatement(const std::string &given, PGconn *connection) {
    text = given;
    db = connection;
  }
  Statement *execute() override {
    PQexecParams(db, text.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0);
    return this;
  }
};

class PostgresDriver : public Driver {
  PGconn *db;

public:
  explicit PostgresDriver(const std::string &where) : db(PQconnectdb(where.c_str())) {}
  std::unique_ptr<Statement> prepare(const std::string &text, int) override {
    return std::make_unique<PostgresStatement>(text, db);
  }
};

class PostgresStore : public Store {
public:
  PostgresStore(const std::string &mode, const std::string &suffix) : Store(mode, suffix) {
    setDriver(std::unique_ptr<Driver>(new PostgresDriver(argument("where"))));
    prepareAll();
  }
};

class PostgresFactory : public Factory {
  std::string mode;

public:
  explicit PostgresFactory(const std::string &given) : Factory(given), mode(given) {}
  void declareArguments(const std::string &suffix) override {
    const std::string columns = "SELECT id, status FROM orders"; // expect: pg-isolation-unscoped
    declare(suffix, "own", "one's own", "SELECT id FROM orders WHERE user_id = $1");
    declare(suffix, "any-own", "any of them", columns + " WHERE status = 'open'");
    declare(suffix, "put", "", "INSERT INTO memos (note_id, user_id) VALUES (1, $1) ON CONFLICT (note_id) DO NOTHING");
    declare(suffix, "unused", "nobody asks for it", "SELECT email FROM users");
  }
  Store *make(const std::string &suffix) { return new PostgresStore(mode, suffix); }
};

} // namespace

Store *openPostgres(const std::string &suffix) {
  PostgresFactory factory("pg");
  factory.declareArguments(suffix);
  return factory.make(suffix);
}
