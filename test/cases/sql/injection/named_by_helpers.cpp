// Names that functions of the program test: what they let through is one of those that they name.
#include <pqxx/pqxx>
#include <string>
#include <string_view>

static bool isColumn(const std::string &name) { return name == "name" || name == "id"; }
static bool isOther(const std::string &name) { return name != "name" && name != "id"; }
static bool isStepwise(const std::string &name) {
  if (name == "name")
    return true;
  return name == "id";
}

void fine(pqxx::work &txn, const std::string &sort) {
  if (isColumn(sort))
    txn.exec("SELECT id FROM tags ORDER BY " + sort);
  const bool isKnown = sort == "name" || sort == "id";
  if (isKnown)
    txn.exec("SELECT id FROM tags ORDER BY " + sort);
  if (!isColumn(sort))
    return;
  txn.exec("SELECT id FROM tags ORDER BY " + sort);
}

void stepwise(pqxx::work &txn, const std::string &sort) {
  if (isStepwise(sort))
    txn.exec("SELECT id FROM tags ORDER BY " + sort);
}

void fineWithDefault(pqxx::work &txn, std::string sort) {
  if (isOther(sort))
    sort = "id";
  txn.exec("SELECT id FROM tags ORDER BY " + sort);
}

static bool isNoneOf(const std::string &name) { return name != "name" || name != "id"; }
static bool isEmptyOr(const std::string &name, bool all) { return name == "name" || all; }

void faults(pqxx::work &txn, const std::string &sort, bool all) {
  if (isOther(sort))
    txn.exec("SELECT id FROM tags ORDER BY " + sort); // expect: pg-sql-injection
  if (!isColumn(sort))
    txn.exec("SELECT id FROM tags ORDER BY " + sort); // expect: pg-sql-injection
  if (isNoneOf(sort))
    txn.exec("SELECT id FROM tags ORDER BY " + sort); // expect: pg-sql-injection
  if (isEmptyOr(sort, all))
    txn.exec("SELECT id FROM tags ORDER BY " + sort); // expect: pg-sql-injection
  if (isColumn(sort) || all)
    txn.exec("SELECT id FROM tags ORDER BY " + sort); // expect: pg-sql-injection
}

void changed(pqxx::work &txn, std::string sort, const std::string &other) {
  if (!isColumn(sort))
    return;
  sort = other;
  txn.exec("SELECT id FROM tags ORDER BY " + sort); // expect: pg-sql-injection
}

void another(pqxx::work &txn, const std::string &sort, const std::string &then) {
  if (isColumn(sort))
    txn.exec("SELECT id FROM tags ORDER BY " + then); // expect: pg-sql-injection
}
