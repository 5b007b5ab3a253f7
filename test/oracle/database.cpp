#include "database.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <libpq-fe.h>

#include <cstdlib>

namespace pgtidy::oracle {
namespace {

using ResultPtr = std::unique_ptr<PGresult, decltype(&PQclear)>;

Result read(PGresult *raw) {
  ResultPtr owner(raw, PQclear);
  Result result;
  ExecStatusType status = PQresultStatus(raw);
  result.ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
  if (!result.ok) {
    const char *state = PQresultErrorField(raw, PG_DIAG_SQLSTATE);
    result.state = state ? state : "";
    result.message = PQresultErrorMessage(raw);
    return result;
  }
  result.affected = PQcmdTuples(raw);
  result.rows.reserve(PQntuples(raw));
  for (int row = 0; row < PQntuples(raw); ++row) {
    Row &values = result.rows.emplace_back(PQnfields(raw));
    for (int field = 0; field < PQnfields(raw); ++field)
      if (!PQgetisnull(raw, row, field))
        values[field] = PQgetvalue(raw, row, field);
  }
  return result;
}

} // namespace

llvm::Expected<std::vector<std::unique_ptr<Database>>> Database::connect() {
  const char *named = std::getenv("PGHOSTS");
  llvm::SmallVector<llvm::StringRef> hosts;
  llvm::StringRef(named ? named : "").split(hosts, ' ');
  std::vector<std::unique_ptr<Database>> result;
  for (llvm::StringRef host : hosts) {
    pg_conn *connection = PQconnectdb(host.empty() ? "" : ("host='" + host + "'").str().c_str());
    result.emplace_back(new Database(connection));
    if (PQstatus(connection) != CONNECTION_OK)
      return llvm::createStringError(std::string("no PostgreSQL: ") + PQerrorMessage(connection) +
                                     "run the oracle with test/oracle/run");
    PQsetNoticeProcessor(connection, [](void *, const char *) {}, nullptr);
  }
  return result;
}

Database::~Database() { PQfinish(Connection); }

Result Database::run(const std::string &sql) { return read(PQexec(Connection, sql.c_str())); }

Result Database::prepare(const std::string &name, const std::string &sql, const std::vector<unsigned> &types) {
  return read(PQprepare(Connection, name.c_str(), sql.c_str(), int(types.size()), types.data()));
}

void Database::forget(const std::string &name) { run("DEALLOCATE \"" + name + "\""); }

std::vector<unsigned> Database::parameterTypes(const std::string &name) {
  ResultPtr described(PQdescribePrepared(Connection, name.c_str()), PQclear);
  std::vector<unsigned> types;
  for (int i = 0; i < PQnparams(described.get()); ++i)
    types.push_back(PQparamtype(described.get(), i));
  return types;
}

Result Database::execute(const std::string &name, const std::vector<Value> &parameters) {
  std::vector<const char *> values;
  for (const Value &value : parameters)
    values.push_back(value ? value->c_str() : nullptr);
  return read(PQexecPrepared(Connection, name.c_str(), int(values.size()), values.data(), nullptr, nullptr, 0));
}

std::string quoted(const Value &value) {
  if (!value)
    return "NULL";
  std::string text = "'";
  for (char c : *value)
    text += c == '\'' ? "''" : std::string(1, c);
  return text + "'";
}

} // namespace pgtidy::oracle
