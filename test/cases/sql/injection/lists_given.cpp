// Lists and maps that a caller gives: which element is which stays known, by place, by key and in each pass of a loop.
#include <libpq-fe.h>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

static void byPlace(PGconn *c, const std::vector<std::string> &given) {
  PQexec(c, ("SELECT name FROM tags WHERE id = " + given[0]).c_str());
}

static void secondByPlace(PGconn *c, const std::vector<std::string> &given) {
  PQexec(c, ("SELECT name FROM tags WHERE id = " + given[1]).c_str());
}

void places(PGconn *c, int id, const std::string &name) {
  byPlace(c, {std::to_string(id), name});
  secondByPlace(c, {std::to_string(id), name}); // expect: pg-sql-injection
}

static void byKey(PGconn *c, std::map<std::string, std::string> given) {
  PQexec(c, ("SELECT name FROM tags WHERE id = " + given["id"]).c_str());
}

static void byOtherKey(PGconn *c, std::map<std::string, std::string> given) {
  PQexec(c, ("SELECT name FROM tags WHERE id = " + given.at("name")).c_str());
}

void keys(PGconn *c, int id, const std::string &name) {
  byKey(c, {{"id", std::to_string(id)}, {"name", name}});
  byOtherKey(c, {{"id", std::to_string(id)}, {"name", name}}); // expect: pg-sql-injection
}

static std::string conditions(const std::vector<std::pair<std::string, std::string>> &given) {
  std::string text;
  for (const auto &[column, value] : given)
    text += " AND " + column + " = '" + value + "'";
  return text;
}

static void select(PGconn *c, const std::vector<std::string> &columns,
                   const std::vector<std::pair<std::string, std::string>> &given) {
  std::string text = "SELECT ";
  for (size_t i = 0; i < columns.size(); ++i)
    text += (i > 0 ? ", " : "") + columns[i];
  PQexec(c, (text + " FROM tags WHERE true" + conditions(given)).c_str());
}

void loops(PGconn *c, const std::string &name, const std::string &column) {
  select(c, {"id", "name"}, {{"kind", "a"}, {"name", "b"}});
  select(c, {"id", "name"}, {{"kind", "a"}, {"name", name}});  // expect: pg-sql-injection
  select(c, {"id", column}, {{"kind", "a"}, {"name", "b"}});   // expect: pg-sql-injection
  select(c, {"id", "count(*"}, {{"kind", "a"}, {"name", "b"}}); // expect: pg-sql-syntax
}

static void handedOn(PGconn *c, const std::vector<std::string> &given) { byPlace(c, given); }

void levels(PGconn *c, int id, const std::string &name) {
  handedOn(c, {std::to_string(id), name});
  handedOn(c, {name, std::to_string(id)}); // expect: pg-sql-injection
}
