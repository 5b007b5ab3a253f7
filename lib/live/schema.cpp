#include "live/schema.h"

#include "definitions.h"

#include "llvm/ADT/StringRef.h"

#include <libpq-fe.h>

#include <memory>

namespace pgtidy::live {

namespace {

struct Finish {
  void operator()(PGconn *connection) const { PQfinish(connection); }
  void operator()(PGresult *result) const { PQclear(result); }
  void operator()(PQconninfoOption *options) const { PQconninfoFree(options); }
};
using Connection = std::unique_ptr<PGconn, Finish>;
using Result = std::unique_ptr<PGresult, Finish>;

/// In the transaction, so that it holds behind a pooler too. With pg_catalog alone on the path every name is printed
/// with its schema.
constexpr const char *Begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
                              "SET LOCAL statement_timeout = '20s';"
                              "SET LOCAL lock_timeout = '2s';"
                              "SET LOCAL idle_in_transaction_session_timeout = '60s';"
                              "SET LOCAL search_path = pg_catalog";

/// A syntax error of the connection string is told without the string's words, which may be the password.
bool isConnectionString(const std::string &text) {
  char *message = nullptr;
  std::unique_ptr<PQconninfoOption, Finish> options(PQconninfoParse(text.c_str(), &message));
  PQfreemem(message);
  return options != nullptr;
}

/// `message` without the password of `text`: libpq quotes values that it does not understand.
std::string withoutPassword(std::string message, const std::string &text) {
  std::unique_ptr<PQconninfoOption, Finish> options(PQconninfoParse(text.c_str(), nullptr));
  for (const PQconninfoOption *option = options.get(); option && option->keyword; ++option) {
    std::string value = option->val ? option->val : "";
    if (llvm::StringRef(option->keyword) != "password" || value.empty())
      continue;
    const std::string stars = "***";
    for (size_t at = message.find(value); at != std::string::npos; at = message.find(value, at + stars.size()))
      message.replace(at, value.size(), stars);
  }
  return message;
}

std::string trimmed(const char *message) { return llvm::StringRef(message).trim().str(); }

llvm::Expected<Connection> connect(const std::string &text) {
  if (text.empty() || !isConnectionString(text))
    return llvm::createStringError("what it holds is not a connection string or URI");
  const char *keywords[] = {"dbname", "connect_timeout", "application_name", nullptr};
  const char *values[] = {text.c_str(), "10", "pgtidy", nullptr};
  Connection connection(PQconnectdbParams(keywords, values, /*expand_dbname=*/1));
  if (!connection || PQstatus(connection.get()) != CONNECTION_OK)
    return llvm::createStringError(
        "cannot connect: " +
        (connection ? withoutPassword(trimmed(PQerrorMessage(connection.get())), text) : std::string("out of memory")));
  return connection;
}

llvm::Expected<Result> run(PGconn *connection, const char *sql) {
  Result result(PQexec(connection, sql));
  ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    return llvm::createStringError("cannot read the schema: " + trimmed(PQerrorMessage(connection)));
  return result;
}

} // namespace

llvm::Expected<std::string> readSchema(const std::string &text) {
  llvm::Expected<Connection> connection = connect(text);
  if (!connection)
    return connection.takeError();
  llvm::Expected<Result> begun = run(connection->get(), Begin);
  if (!begun)
    return begun.takeError();
  std::string schema;
  for (const char *query : definitions) {
    llvm::Expected<Result> rows = run(connection->get(), query);
    if (!rows)
      return rows.takeError();
    for (int row = 0; row < PQntuples(rows->get()); ++row)
      if (!PQgetisnull(rows->get(), row, 0))
        schema += std::string(PQgetvalue(rows->get(), row, 0)) + ";\n";
  }
  return schema;
}

} // namespace pgtidy::live
