#include "importer/importer.h"

#include <istream>
#include <stdexcept>

namespace notebook::importer {

static void copyLines(PGconn *connection, std::istream &lines) {
  const char *copy = "COPY imported_notes (title, body) FROM STDIN";
  const db::ResultHandle started(
      PQexec(connection, copy)); // expect: pg-orm-bypass
  db::expectStatus(started.get(), PGRES_COPY_IN);

  for (std::string line; std::getline(lines, line);) {
    line += '\n';
    if (PQputCopyData(connection, line.data(), static_cast<int>(line.size())) !=
        1)
      throw std::runtime_error(PQerrorMessage(connection));
  }
  if (PQputCopyEnd(connection, nullptr) != 1)
    throw std::runtime_error(PQerrorMessage(connection));
  while (const db::ResultHandle ended{PQgetResult(connection)})
    db::expectStatus(ended.get(), PGRES_COMMAND_OK);
}

static void ensureTag(db::LibpqConnection &connection, const std::string &tag) {
  const std::string values = "('" + tag + "')"; // expect: pg-sql-injection
  connection.run("INSERT INTO tags (name) VALUES " + values +
                 " ON CONFLICT (name) DO NOTHING");
}

static void addNotes(db::LibpqConnection &connection, db::UserId user,
                     const std::string &tag) {
  const char *sql = R"sql(
      WITH added AS (
          INSERT INTO notes (user_id, title, body)
          SELECT $1::bigint, title, body FROM imported_notes
          RETURNING id
      )
      INSERT INTO note_tags (note_id, tag_id)
      SELECT added.id, tags.id FROM added CROSS JOIN tags WHERE tags.name = $2
  )sql";
  connection.run(sql, {std::to_string(user.value), tag});
}

void importNotes(db::LibpqConnection &connection, db::UserId user,
                 std::istream &lines, const std::optional<std::string> &tag) {
  connection.run("BEGIN");
  connection.run("CREATE TEMPORARY TABLE imported_notes ("
                 " title text NOT NULL,"
                 " body text NOT NULL"
                 ") ON COMMIT DROP");
  copyLines(connection.get(), lines);
  if (tag)
    ensureTag(connection, *tag);
  addNotes(connection, user, tag.value_or(""));
  connection.run("COMMIT");
}

} // namespace notebook::importer
