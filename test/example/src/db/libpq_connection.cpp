#include "db/libpq_connection.h"

#include <ostream>
#include <stdexcept>

namespace notebook::db {

void expectStatus(const PGresult *result, ExecStatusType status) {
  if (PQresultStatus(result) != status)
    throw std::runtime_error(PQresultErrorMessage(result));
}

LibpqConnection::LibpqConnection(const std::string &url)
    : connection_(PQconnectdb(url.c_str())) {
  if (PQstatus(get()) != CONNECTION_OK)
    throw std::runtime_error(PQerrorMessage(get()));
}

void LibpqConnection::run(const std::string &sql,
                          const std::vector<std::string> &values) {
  std::vector<const char *> texts;
  for (const std::string &value : values)
    texts.push_back(value.c_str());
  const ResultHandle result(
      PQexecParams(get(), sql.c_str(), static_cast<int>(texts.size()), nullptr,
                   texts.data(), nullptr, nullptr, 0));
  expectStatus(result.get(), PGRES_COMMAND_OK);
}

std::string LibpqConnection::literal(const std::string &text) const {
  char *escaped = PQescapeLiteral(get(), text.data(), text.size());
  if (!escaped)
    throw std::runtime_error(PQerrorMessage(get()));
  std::string literal = escaped;
  PQfreemem(escaped);
  return literal;
}

void LibpqConnection::copyOut(const std::string &sql, std::ostream &out) {
  const ResultHandle started(PQexec(get(), sql.c_str()));
  expectStatus(started.get(), PGRES_COPY_OUT);

  char *line = nullptr;
  int length = 0;
  while ((length = PQgetCopyData(get(), &line, 0)) > 0) {
    out.write(line, length);
    PQfreemem(line);
  }
  while (const ResultHandle ended{PQgetResult(get())})
    expectStatus(ended.get(), PGRES_COMMAND_OK);
}

// COPY takes no parameters, so that the values stand in its text.
void LibpqConnection::copyNotes(UserId user,
                                const std::optional<std::string> &folder,
                                std::ostream &out) {
  std::string notes = "SELECT n.title, n.body FROM notes n WHERE n.user_id = " +
                      std::to_string(user.value);
  if (folder)
    notes += " AND n.folder_id IN (SELECT f.id FROM folders f"
             " WHERE f.user_id = n.user_id AND f.name = " +
             literal(*folder) + ")";
  copyOut("COPY (" + notes + " ORDER BY n.id) TO STDOUT", out);
}

} // namespace notebook::db
