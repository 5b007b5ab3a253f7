#include "isolation/inlined.h"

#include "isolation/declared_outputs.h"
#include "isolation/effects.h"
#include "isolation/implied_calls.h"
#include "isolation/one_row.h"
#include "isolation/own_operators.h"
#include "isolation/returned.h"
#include "isolation/scalars.h"
#include "isolation/visit.h"
#include "sql/routine.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

/// Whether a body in PL/pgSQL is but one RETURN or RETURN QUERY, behind variables that are given values.
bool onlyReturns(const sql::Function &function) {
  using Kind = sql::RoutineStep::Kind;
  std::optional<sql::Routine> routine = sql::readRoutine(function);
  if (!routine || routine->steps.empty() || !routine->overwritten.empty() || !routine->changedArguments.empty())
    return false;
  const sql::RoutineStep &last = routine->steps.back();
  return !last.into && !last.guarded && (last.kind == Kind::Expression || last.kind == Kind::Statement) &&
         std::all_of(routine->steps.begin(), routine->steps.end() - 1,
                     [](const sql::RoutineStep &step) { return step.kind == Kind::Assignment && !step.guarded; });
}

/// Whether all before the last statement is nothing but the session's user, or an argument, for a variable.
bool onlyNamesUser(const Body &body, const Ownership &ownership) {
  return std::all_of(body.statements.begin(), body.statements.end() - 1, [&](const BodyStatement &one) {
    const sql::Query *query = one.parsed.statements.size() == 1 ? one.parsed.statements[0].select.get() : nullptr;
    const sql::Expr *value = query ? onlyValue(*query) : nullptr;
    return value && anyUserText(*value, ownership, {});
  });
}

std::string quoted(std::string_view name) {
  std::string text = "\"";
  for (char c : name)
    text += c == '"' ? "\"\"" : std::string(1, c);
  return text + "\"";
}

/// The text with its parameters as columns of ArgumentRow; nothing where one is no argument.
std::optional<std::string> withArguments(std::string text, const sql::Statement &statement,
                                         const sql::Function &function) {
  std::vector<std::pair<size_t, int32_t>> places; // offset and number
  bool isArgument = true;
  visit(statement, [&](const sql::Expr &expr, const Place &) {
    if (expr.kind != sql::ExprKind::Param)
      return;
    isArgument &=
        expr.number >= 1 && static_cast<size_t>(expr.number) <= function.argumentTypes.size() && expr.location >= 0;
    places.push_back({static_cast<size_t>(expr.location), expr.number});
  });
  if (!isArgument)
    return std::nullopt;
  std::sort(places.rbegin(), places.rend());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  for (const auto &[offset, number] : places)
    text.replace(offset, 1 + std::to_string(number).size(),
                 quoted(ArgumentRow) + "." + quoted(argumentColumn(function, static_cast<size_t>(number) - 1)));
  return text;
}

/// Whether the outputs of the query are the function's columns, one by one: of a row type that is not known, and of a
/// row as a whole, they are not.
bool givesColumns(const sql::Query &query, const std::vector<GivenColumn> &columns) {
  const sql::Query *first = &query;
  while (first->setOp != sql::SetOp::None && first->left)
    first = first->left.get();
  if (!first->values.empty())
    return first->values[0].size() == std::max<size_t>(columns.size(), 1);
  bool isStarred = std::any_of(first->targets.begin(), first->targets.end(), [](const sql::Target &target) {
    return target.value && (target.value->kind == sql::ExprKind::Star ||
                            (target.value->kind == sql::ExprKind::Field && target.value->name == "*"));
  });
  return isStarred ? !columns.empty() : first->targets.size() == std::max<size_t>(columns.size(), 1);
}

/// Whether a function that is declared IMMUTABLE asks who is signed in: planning may keep what it gave.
bool isFolded(const sql::Function &function, const Body &body, const sql::Catalog &catalog) {
  bool asks = false;
  for (const BodyStatement &one : body.statements)
    for (const sql::Statement &statement : one.parsed.statements) {
      visit(statement, [&](const sql::Expr &expr, const Place &) {
        const bool isCall = expr.kind == sql::ExprKind::Func && !expr.path.empty();
        asks |= expr.kind == sql::ExprKind::SessionValue ||
                (isCall &&
                 (expr.path.back() == "current_setting" ||
                  !catalog.functionsNamed(expr.path.size() > 1 ? expr.path[expr.path.size() - 2] : "", expr.path.back())
                       .empty()));
      });
    }
  return function.isImmutable && asks;
}

} // namespace

/// Whether the query names nothing but tables, and nothing runs functions of the schema without their names.
static bool isPlain(const sql::Query &query, const sql::Catalog &catalog) {
  bool plain = !mayImplyCalls(query, catalog);
  visitTables(query, [&](const sql::Name &name) {
    const sql::Table *table = catalog.find(name);
    plain &= table && !table->view;
  });
  return plain;
}

bool keepsSearchPath(const sql::Function &function, const Body &body, const sql::Catalog &catalog) {
  if (sql::hidesBuiltIns(function.searchPath) && hasOwnComparisons(catalog))
    return false;
  std::vector<std::string> path;
  for (const std::string &schema : function.searchPath)
    if (schema != "pg_catalog" && schema != "pg_temp")
      path.push_back(schema);
  if (path.empty() || (!catalog.searchPath.empty() && path[0] == catalog.searchPath[0]))
    return true;
  auto first = [&](const auto &isIn) {
    auto found = std::find_if(path.begin(), path.end(), isIn);
    return found == path.end() ? std::string() : *found;
  };
  bool isKept = true;
  auto table = [&](const sql::Name &name) {
    const sql::Table *taken = name.schema.empty() ? catalog.find(name) : nullptr;
    isKept &=
        !taken || taken->schema == first([&](const std::string &schema) { return catalog.find(schema, name.name); });
  };
  auto call = [&](const sql::Expr &expr, const Place &) {
    if (expr.kind != sql::ExprKind::Func || expr.path.size() != 1)
      return;
    const std::string meant =
        first([&](const std::string &schema) { return !catalog.functionsNamed(schema, expr.path[0]).empty(); });
    for (const sql::Function *taken : catalog.functionsNamed("", expr.path[0]))
      isKept &= taken->schema == meant;
  };
  for (const BodyStatement &one : body.statements) {
    const sql::Parsed written = sql::parse(one.text); // before its names were looked up
    for (const sql::Statement &statement : written.statements) {
      visitTables(statement, table);
      visit(statement, call);
    }
  }
  return isKept;
}

std::string argumentColumn(const sql::Function &function, size_t index) {
  const std::vector<std::string> &names = function.argumentNames;
  const bool isNamed =
      index < names.size() && !names[index].empty() && std::count(names.begin(), names.end(), names[index]) == 1;
  return isNamed ? names[index] : "argument " + std::to_string(index + 1);
}

/// The query that a body is: its last statement, where all that stands before names the user, or in PL/pgSQL one that
/// is made of all of them.
static std::optional<std::string> queryOf(const sql::Function &function, const Body &body, const Ownership &ownership) {
  if (function.language == "sql" || onlyReturns(function)) {
    const BodyStatement &given = body.statements.back();
    const bool isQuery = onlyNamesUser(body, ownership) && !given.dynamic && given.parsed.statements.size() == 1 &&
                         given.parsed.statements[0].select;
    return isQuery ? std::optional(given.text.text) : std::nullopt;
  }
  std::optional<sql::Routine> routine = sql::readRoutine(function);
  if (!routine || !onlyReads(function, ownership))
    return std::nullopt;
  std::optional<std::string> value = returnedValue(*routine, function, ownership);
  return value ? std::optional("SELECT " + *value) : std::nullopt;
}

std::optional<Inlined> inlinedQuery(const sql::Function &function, const Ownership &ownership) {
  bool isFollowed = function.language == "sql" || function.language == "plpgsql";
  if (!isFollowed || function.returns == "trigger" || function.returns == "void" || function.isVariadic ||
      !keepsValues(function) || changesWhoAsks(function, ownership.catalog()))
    return std::nullopt;
  std::optional<Body> body = bodyOf(function, ownership);
  if (!body || isFolded(function, *body, ownership.catalog()) || body->statements.empty() ||
      !keepsSearchPath(function, *body, ownership.catalog()))
    return std::nullopt;
  std::optional<std::string> text = queryOf(function, *body, ownership);
  Inlined inlined;
  if (text)
    inlined.parsed = sql::parse(*text);
  if (!text || inlined.parsed.statements.size() != 1)
    return std::nullopt;
  text = withArguments(*text, inlined.parsed.statements[0], function);
  if (!text)
    return std::nullopt;
  inlined.parsed = sql::parse(*text);
  if (inlined.parsed.error || inlined.parsed.statements.size() != 1 || !inlined.parsed.statements[0].select)
    return std::nullopt;
  inlined.query = inlined.parsed.statements[0].select.get();
  const std::vector<GivenColumn> columns = columnsGivenBy(function, ownership.catalog());
  if (!givesColumns(*inlined.query, columns))
    return std::nullopt;
  for (const GivenColumn &column : columns)
    inlined.columns.push_back(column.name);
  inlined.isSet = function.returns.starts_with("setof ");
  inlined.isOneRow = givesOneRow(*inlined.query, ownership);
  const std::vector<GivenColumn> one{{"", function.returns}};
  const bool isAssigned = function.language == "plpgsql" && !inlined.isSet && columns.empty();
  text = asDeclared(*text, inlined.parsed.statements[0], columns.empty() ? one : columns, isAssigned, ownership);
  if (!text)
    return std::nullopt;
  inlined.parsed = sql::parse(*text);
  if (inlined.parsed.error || inlined.parsed.statements.size() != 1 || !inlined.parsed.statements[0].select)
    return std::nullopt;
  inlined.query = inlined.parsed.statements[0].select.get();
  visitTables(*inlined.query, [&](const sql::Name &) { inlined.readsTables = true; });
  inlined.isFoldable = function.isImmutable && inlined.readsTables;
  inlined.isPlain = isPlain(*inlined.query, ownership.catalog());
  return inlined;
}

} // namespace pgtidy::analysis::isolation
