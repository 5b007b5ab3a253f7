// The store for SQLite, whose statements are its own: what PostgreSQL does not know is no fault.
#include "../settings_apart.h"

#include "sqlite3.h"

namespace {

class SqliteStatement : public Statement {
  std::string text;
  sqlite3 *db;

public:
  SqliteStatement(const std::string &given, sqlite3 *connection) : text(given), db(connection) {}
  Statement *execute() override {
    sqlite3_stmt *prepared = nullptr;
    sqlite3_prepare_v2(db, text.c_str(), -1, &prepared, nullptr);
    return this;
  }
};

class SqliteDriver : public Driver {
  sqlite3 *db = nullptr;

public:
  explicit SqliteDriver(const std::string &file) { sqlite3_open(file.c_str(), &db); }
  std::unique_ptr<Statement> prepare(const std::string &text, int) override {
    return std::make_unique<SqliteStatement>(text, db);
  }
};

class SqliteStore : public Store {
public:
  SqliteStore(const std::string &mode, const std::string &suffix) : Store(mode, suffix) {
    setDriver(std::unique_ptr<Driver>(new SqliteDriver(argument("file"))));
    prepareAll();
  }
};

class SqliteFactory : public Factory {
  std::string mode;

public:
  explicit SqliteFactory(const std::string &given) : Factory(given), mode(given) {}
  void declareArguments(const std::string &suffix) override {
    declare(suffix, "own", "one's own", "SELECT id FROM orders INDEXED BY owners WHERE user_id = :user");
    declare(suffix, "any-own", "any of them", "SELECT id FROM orders WHERE status GLOB 'o*'");
    declare(suffix, "put", "", "REPLACE INTO memos (note_id, user_id) VALUES (1, :user)");
  }
  Store *make(const std::string &suffix) { return new SqliteStore(mode, suffix); }
};

} // namespace

Store *openSqlite(const std::string &suffix) {
  SqliteFactory factory("lite");
  factory.declareArguments(suffix);
  return factory.make(suffix);
}
