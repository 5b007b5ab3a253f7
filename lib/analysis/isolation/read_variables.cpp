#include "isolation/read_variables.h"

#include "isolation/visit.h"

#include "llvm/ADT/STLExtras.h"

#include <optional>
#include <string>

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
        return !target.value || target.value->kind == sql::ExprKind::Star;
      }))
    return std::nullopt;
  return query.targets.size();
}

/// The column of that number of the query, of `count`.
std::string columnIn(const std::string &query, size_t number, size_t count) {
  if (count == 1)
    return "(" + query + ")";
  std::string names;
  for (size_t i = 0; i < count; ++i)
    names += (i == 0 ? "c" : ", c") + std::to_string(i);
  return "(SELECT given.c" + std::to_string(number) + " FROM (" + query + ") AS given (" + names + "))";
}

} // namespace

void nameRead(const sql::RoutineStep &step, const sql::Routine &routine, Names &names) {
  if (step.kind != sql::RoutineStep::Kind::Statement || step.given.empty() ||
      !llvm::all_of(step.given, [&](const std::string &variable) { return isSetOnce(variable, routine); }))
    return;
  const std::optional<std::string> text = names.in(step.text);
  const sql::Parsed parsed = text && text->size() < MostText ? sql::parse(*text) : sql::Parsed();
  if (parsed.error || parsed.statements.size() != 1 || !isRead(parsed.statements[0]) ||
      !isOfArguments(parsed.statements[0], names.argumentCount()))
    return;
  if (step.givesRow)
    return names.replaceRow(step.given[0], *text);
  const std::optional<size_t> count = columnsOf(*parsed.statements[0].select);
  if (count != step.given.size())
    return;
  for (size_t i = 0; i < step.given.size(); ++i)
    names.replace(step.given[i], columnIn(*text, i, *count));
}

} // namespace pgtidy::analysis::isolation
