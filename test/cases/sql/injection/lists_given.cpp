// Lists and maps that a caller gives: which element is which stays known, by place, by key and in each pass of a loop.
#include <libpq-fe.h>
#include <map>
#include <string>
#include <utility>
#include <vector>

static void first(PGconn *c, const std::vector<std::string> &given) {
  PQexec(c, ("SELECT name FROM tags WHERE id = " + given[0]).c_str());
}

static void second(PGconn *c, const std::vector<std::string> &given) {
  PQexec(c, ("SELECT name FROM tags WHERE id = " + given[1]).c_str());
}

void places(PGconn *c, int id, const std::string &name) { // expect: pg-sql-injection
  first(c, {std::to_string(id), name});
  second(c, {std::to_string(id), name});
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

using Pairs = std::vector<std::pair<std::string, std::string>>;

static std::string conditions(const Pairs &given) {
  std::string text;
  for (const auto &[column, value] : given)
    text += " AND " + column + " = '" + value + "'";
  return text;
}

static void select(PGconn *c, const std::vector<std::string> &columns, const Pairs &given) {
  std::string text = "SELECT ";
  for (size_t i = 0; i < columns.size(); ++i)
    text += (i > 0 ? ", " : "") + columns[i];
  PQexec(c, (text + " FROM tags WHERE true" + conditions(given)).c_str());
}

void loops(PGconn *c) {
  select(c, {"id", "name"}, {{"kind", "a"}, {"name", "b"}});
  select(c, {"id"}, {{"kind", "a"}});
}

static std::string conditionsOf(const Pairs &given) {
  std::string text;
  for (const auto &[column, value] : given)
    text += " AND " + column + " = '" + value + "'"; // expect: pg-sql-injection
  return text;
}

void valuesOf(PGconn *c, const std::string &name) {
  const std::string conditions = conditionsOf({{"kind", "a"}, {"name", name}});
  PQexec(c, ("SELECT id FROM tags WHERE true" + conditions).c_str());
}

static void handedOn(PGconn *c, const std::vector<std::string> &given) { first(c, given); }

void levels(PGconn *c, int id, const std::string &name) { handedOn(c, {std::to_string(id), name}); }

static void third(PGconn *c, const std::vector<std::string> &given) {
  PQexec(c, ("SELECT name FROM tags WHERE id = " + given[2]).c_str());
}

static void handedOnToThird(PGconn *c, const std::vector<std::string> &given) { third(c, given); }

void moreLevels(PGconn *c, const std::string &name) { // expect: pg-sql-injection
  handedOnToThird(c, {"1", "2", name});
}
