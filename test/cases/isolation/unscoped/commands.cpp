// Statements that virtual methods give: each class gives its own, whatever other methods it overrides.
#include <libpq-fe.h>
#include <vector>

struct Command {
  virtual ~Command() = default;
  virtual const char *sql() const = 0;
  virtual std::vector<const char *> arguments() const { return {}; }
};

struct Purge : Command {
  const char *sql() const override { return "DELETE FROM orders"; } // expect: pg-isolation-unscoped
};

struct PurgeOwn : Command {
  const char *user = nullptr;
  const char *sql() const override { return "DELETE FROM orders WHERE user_id = $1"; }
  std::vector<const char *> arguments() const override { return {user}; }
};

void run(PGconn *db, const Command &command) {
  const std::vector<const char *> values = command.arguments();
  PQexecParams(db, command.sql(), int(values.size()), nullptr, values.data(), nullptr, nullptr, 0);
}
