#include "report/reports.h"

#include <map>
#include <stdexcept>

namespace notebook::report {

using db::Session;
using db::UserId;

/// The user whose notes are the samples that the service shows.
static constexpr std::int64_t sampleUser = 1;

static pqxx::result activity(Session &session, UserId user,
                             const Command &command) {
  if (command.has("by-month"))
    return session.query(
        "SELECT date_trunc('month', created_at), count(*), FROM notes" // expect: pg-sql-syntax
        " WHERE user_id = $1 GROUP BY 1 ORDER BY 1",
        user.value);
  return session.query(
      "SELECT count(*) FROM notes" // expect: pg-isolation-unscoped
      " WHERE created_at > now() - interval '7 days'");
}

static pqxx::result folders(Session &session, UserId user,
                            const Command &command) {
  std::string sql = "SELECT f.name, count(n.id) AS notes"
                    " FROM folders f LEFT JOIN notes n ON n.folder_id = f.id"
                    " WHERE f.user_id = $1 GROUP BY f.id";
  if (const auto column = command.option("order"))
    sql += " ORDER BY " + *column; // expect: pg-sql-injection
  return session.query(sql, user.value);
}

static pqxx::result tags(Session &session, UserId user,
                         const Command &command) {
  static const std::map<std::string, std::string> columns = {
      {"name", "t.name"}, {"uses", "count(*)"}};
  const auto column = columns.find(command.option("order").value_or("name"));
  const std::string order = column == columns.end() ? "1" : column->second;
  const std::string direction = command.has("descending") ? " DESC" : " ASC";
  return session.queryAs(user, R"sql(
      SELECT t.name, count(*)
        FROM notes n
        JOIN note_tags nt ON nt.note_id = n.id
        JOIN tags t ON t.id = nt.tag_id
       WHERE n.user_id = current_setting('app.user_id')::bigint
       GROUP BY t.name
       ORDER BY )sql" + order + direction);
}

static pqxx::result mentions(Session &session, UserId user,
                             const Command &command) {
  // expect@+4: pg-isolation-unscoped
  const char *sql = R"sql(
      SELECT n.id, n.title
           , n.updated_at::date
        FROM notes n
       WHERE n.user_id = $1
         AND n.title ILIKE '%' || $2 || '%'
          OR n.body ILIKE '%' || $2 || '%'
       ORDER BY n.id
  )sql";
  return session.query(sql, user.value, command.word(1));
}

static pqxx::result words(Session &session, UserId user,
                          const Command &command) {
  const std::string word = command.word(1);
  std::string sql = "SELECT count(*), sum(length(body)) FROM notes"
                    " WHERE user_id = $1";
  sql += " AND body LIKE '%" + word + "%'"; // expect: pg-sql-injection
  return session.query(sql, user.value);
}

static pqxx::result overdue(Session &session, UserId user, const Command &) {
  return session.transact([&](pqxx::work &work) {
    return work.exec_params( // expect: pg-orm-bypass
        "SELECT count(*) FROM reminders"
        " WHERE user_id = $1 AND due_on < current_date",
        user.value);
  });
}

static pqxx::result samples(Session &session, UserId, const Command &) {
  return session.query(
      "SELECT title FROM notes WHERE user_id = " // expect: pg-isolation-constant-user
      + std::to_string(sampleUser) + " ORDER BY id");
}

pqxx::result run(Session &session, UserId user, const Command &command) {
  using Report = pqxx::result (*)(Session &, UserId, const Command &);
  static const std::map<std::string, Report> reports = {
      {"activity", activity}, {"folders", folders}, {"mentions", mentions},
      {"overdue", overdue},   {"samples", samples}, {"tags", tags},
      {"words", words}};
  const auto report = reports.find(command.word(0));
  if (report == reports.end())
    throw std::runtime_error("no such report: " + command.word(0));
  return report->second(session, user, command);
}

} // namespace notebook::report
