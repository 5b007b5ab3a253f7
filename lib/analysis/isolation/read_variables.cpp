#include "isolation/read_variables.h"

#include "isolation/variable_types.h"
#include "isolation/visit.h"

#include "llvm/ADT/STLExtras.h"

#include <optional>
#include <string>
#include <vector>

namespace pgtidy::analysis::isolation {
namespace {

constexpr size_t MostText = 4000;

/// Whether the variable gets its value from one place of the body alone.
bool isSetOnce(const std::string &variable, const sql::Routine &routine) {
  const bool isAssigned = llvm::any_of(routine.steps, [&](const sql::RoutineStep &step) {
    return step.kind == sql::RoutineStep::Kind::Assignment && step.variable == variable;
  });
  return !isAssigned && variable != "new" && variable != "old" && llvm::count(routine.overwritten, variable) == 1 &&
         llvm::count(routine.variables, variable) == 1;
}

/// Whether the query has no variable in it, which may be another by the time that it is asked again.
bool isOfArguments(const sql::Statement &statement, size_t arguments) {
  bool isSo = true;
  visit(statement, [&](const sql::Expr &expr, const Place &) {
    isSo &= expr.kind != sql::ExprKind::Param || static_cast<size_t>(expr.number) <= arguments;
  });
  return isSo;
}

/// Whether the statement is a query that writes nothing.
bool isRead(const sql::Statement &statement) {
  return statement.select && !statement.select->into && llvm::all_of(statement.select->ctes, [](const sql::Cte &cte) {
           return cte.statement && cte.statement->select;
         });
}

/// How many columns the query gives; nothing where that is not written.
std::optional<size_t> columnsOf(const sql::Query &query) {
  if (query.setOp != sql::SetOp::None || !query.values.empty() ||
      llvm::any_of(query.targets, [](const sql::Target &target) {
        return !target.value || target.value->kind == sql::ExprKind::Star ||
               (target.value->kind == sql::ExprKind::Field && target.value->name == "*");
      }))
    return std::nullopt;
  return query.targets.size();
}

/// The column of that number of the query, of `count`, as a variable of the type keeps it.
std::string columnIn(const std::string &query, size_t number, size_t count, const std::string &type) {
  std::string names;
  for (size_t i = 0; i < count; ++i)
    names += (i == 0 ? "c" : ", c") + std::to_string(i);
  return "(SELECT given.c" + std::to_string(number) + "::" + type + " FROM (" + query + ") AS given (" + names + "))";
}

/// A record has the columns of the query by their names, a row of a table by their places.
void nameRow(const std::string &row, const std::string &query, const sql::Routine &routine, Names &names) {
  const std::string type = routine.typeOf(row);
  const sql::Table *table = rowTable(type, names.catalog());
  if (llvm::StringRef(type).equals_insensitive("record") || (table && !table->columns.empty()))
    names.replaceRow(row, query, table);
}

} // namespace

bool isReading(const std::string &text, const Names &names) {
  const sql::Parsed parsed = text.size() < MostText ? sql::parse("SELECT " + text) : sql::Parsed();
  if (parsed.error || parsed.statements.size() != 1 || !isRead(parsed.statements[0]) ||
      !isOfArguments(parsed.statements[0], names.argumentCount()))
    return false;
  bool reads = false;
  visit(parsed.statements[0], [&](const sql::Expr &expr, const Place &) { reads |= expr.query != nullptr; });
  return reads;
}

void nameRead(const sql::RoutineStep &step, const sql::Routine &routine, Names &names) {
  std::vector<std::string> given = step.given;
  if (step.row)
    given.push_back(*step.row);
  if (step.kind != sql::RoutineStep::Kind::Statement || given.empty() ||
      !llvm::all_of(given, [&](const std::string &variable) { return isSetOnce(variable, routine); }))
    return;
  const std::optional<std::string> text = names.in(step.text);
  const sql::Parsed parsed = text && text->size() < MostText ? sql::parse(*text) : sql::Parsed();
  if (parsed.error || parsed.statements.size() != 1 || !isRead(parsed.statements[0]) ||
      !isOfArguments(parsed.statements[0], names.argumentCount()))
    return;
  if (given.size() == 1 && (step.row || rowTable(routine.typeOf(given[0]), names.catalog())))
    return nameRow(given[0], *text, routine, names);
  const std::optional<size_t> count = columnsOf(*parsed.statements[0].select);
  if (count != given.size())
    return;
  for (size_t i = 0; i < given.size(); ++i)
    if (const auto type = castType(routine.typeOf(given[i]), names.catalog()))
      names.replace(given[i], columnIn(*text, i, *count, *type));
}

} // namespace pgtidy::analysis::isolation
