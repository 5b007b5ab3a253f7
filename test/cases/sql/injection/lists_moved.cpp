// Lists of which it is not known which element is asked for: any of them may be it.
#include <algorithm>
#include <libpq-fe.h>
#include <map>
#include <set>
#include <string>
#include <vector>

static void byIndex(PGconn *c, const std::vector<std::string> &given, size_t k) {
  PQexec(c, ("SELECT name FROM tags WHERE id = " + given[k]).c_str());
}

void anyIndex(PGconn *c, const std::string &x, size_t k) { // expect: pg-sql-injection
  byIndex(c, {"1", x}, k);
}

static void last(PGconn *c, const std::vector<std::string> &given) {
  PQexec(c, ("SELECT name FROM tags WHERE id = " + given.back()).c_str());
}

void theLast(PGconn *c, const std::string &x) { // expect: pg-sql-injection
  last(c, {"1", x});
}

static void inLoop(PGconn *c, const std::vector<std::string> &given) {
  for (const std::string &each : given)
    PQexec(c, ("SELECT name FROM tags WHERE id = " + each).c_str());
}

void eachInLoop(PGconn *c, const std::string &x) { // expect: pg-sql-injection
  inLoop(c, {"1", x});
}

static void reversed(PGconn *c, std::vector<std::string> given) {
  std::reverse(given.begin(), given.end());
  PQexec(c, ("SELECT name FROM tags WHERE id = " + given[0]).c_str());
}

void firstOfReversed(PGconn *c, const std::string &x) { // expect: pg-sql-injection
  reversed(c, {"1", x});
}

static void shortened(PGconn *c, std::vector<std::string> given) {
  given.erase(given.begin());
  PQexec(c, ("SELECT name FROM tags WHERE id = " + given[0]).c_str());
}

void firstOfShortened(PGconn *c, const std::string &x) { // expect: pg-sql-injection
  shortened(c, {"1", x});
}

static void smallest(PGconn *c, const std::set<std::string> &given) {
  PQexec(c, ("SELECT name FROM tags WHERE id = " + *given.begin()).c_str());
}

void firstOfSet(PGconn *c, const std::string &x) { // expect: pg-sql-injection
  smallest(c, {"1", x});
}

static void underKey(PGconn *c, const std::map<std::string, std::string> &given) {
  PQexec(c, ("SELECT name FROM tags WHERE id = " + given.at("a")).c_str());
}

void keyOfTheRun(PGconn *c, const std::string &k, const std::string &x) {
  underKey(c, {{k, x}, {"a", "1"}}); // expect: pg-sql-injection
}

static std::string joined(const std::vector<std::string> &given) {
  std::string text = given[0];
  for (size_t i = 1; i < given.size(); ++i)
    text += " " + given[i];
  return text;
}

void fromTheSecond(PGconn *c) { PQexec(c, joined({"SELECT name FROM tags", "WHERE id = 1"}).c_str()); }

static std::string backwards(const std::vector<std::string> &given) {
  std::string text;
  for (size_t i = given.size(); i-- > 0;)
    text += given[i] + " ";
  return text;
}

void fromTheEnd(PGconn *c) { PQexec(c, backwards({"WHERE id = 1", "SELECT name FROM tags"}).c_str()); }

static std::string untilEmpty(const std::vector<std::string> &given) {
  std::string text = "SELECT name FROM tags WHERE true";
  for (const std::string &each : given) {
    if (each.empty())
      break;
    text += each;
  }
  return text;
}

void someOfThem(PGconn *c) { PQexec(c, untilEmpty({" AND id = 1", "", " AND ("}).c_str()); }
