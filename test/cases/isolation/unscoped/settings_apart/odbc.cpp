// The store for whatever is behind ODBC. PostgreSQL has a driver of its own beside it: these statements are for others.
#include "../settings_apart.h"

#include <sql.h>
#include <sqlext.h>

namespace {

class OdbcStatement : public Statement {
  std::string text;
  SQLHSTMT statement;

public:
  OdbcStatement(const std::string &given, SQLHSTMT made) : text(given), statement(made) {}
  Statement *execute() override {
    SQLExecDirect(statement, (SQLCHAR *)text.c_str(), SQL_NTS);
    return this;
  }
};

class OdbcDriver : public Driver {
  SQLHDBC connection = nullptr;
  SQLHSTMT statement = nullptr;

public:
  explicit OdbcDriver(const std::string &source) {
    SQLConnect(connection, (SQLCHAR *)source.c_str(), SQL_NTS, nullptr, 0, nullptr, 0);
  }
  std::unique_ptr<Statement> prepare(const std::string &text, int) override {
    return std::make_unique<OdbcStatement>(text, statement);
  }
};

class OdbcStore : public Store { // overrides nothing: that it is a store, its constructor says
public:
  OdbcStore(const std::string &mode, const std::string &suffix) : Store(mode, suffix) {
    setDriver(std::unique_ptr<Driver>(new OdbcDriver("shop")));
    prepareAll();
  }
};

class OdbcFactory : public Factory {
  std::string mode;

public:
  explicit OdbcFactory(const std::string &given) : Factory(given), mode(given) {}
  void declareArguments(const std::string &suffix) override {
    declare(suffix, "own", "one's own", "SELECT TOP 1 id FROM orders WHERE user_id = ?");
    declare(suffix, "any-own", "any of them", "SELECT id FROM orders"); // expect: pg-isolation-unscoped
    declare(suffix, "put", "", "INSERT memos (note_id, user_id) VALUES (1, ?)");
  }
  Store *make(const std::string &suffix) { return new OdbcStore(mode, suffix); }
};

} // namespace

Store *openOdbc(const std::string &suffix) {
  OdbcFactory factory("odbc");
  factory.declareArguments(suffix);
  return factory.make(suffix);
}
