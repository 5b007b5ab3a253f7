// What a trigger's function puts into the row that is written.
#include "isolation/bodies.h"
#include "isolation/body_reading.h"
#include "isolation/scalars.h"
#include "isolation/visit.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;
using sql::RoutineStep;

/// Whether the value is, or may be, of who runs the function: with SECURITY DEFINER that is its owner.
bool asksWhoRuns(const sql::Statement &value, const Ownership &ownership) {
  bool asks = false;
  visit(value, [&](const Expr &expr, const Place &) {
    const bool isCall = expr.kind == ExprKind::SessionValue || expr.kind == ExprKind::Func;
    asks |= isCall && anyUserText(expr, ownership, {}) == "current_user";
  });
  return asks;
}

/// The expression as a query that gives it; null where it is not followed.
std::shared_ptr<const sql::Parsed> valueOf(const std::string &text, const sql::Function &function,
                                           const Ownership &ownership) {
  auto parsed = std::make_shared<sql::Parsed>(sql::parse("SELECT " + text));
  const sql::Query *query =
      !text.empty() && parsed->statements.size() == 1 ? parsed->statements[0].select.get() : nullptr;
  if (!query || query->targets.size() != 1 || !query->from.empty())
    return nullptr;
  lookUp(*parsed, function.searchPath, ownership.catalog());
  bool hasVariable = false; // what stands for one is no parameter of the statement
  visit(parsed->statements[0], [&](const Expr &expr, const Place &) { hasVariable |= expr.kind == ExprKind::Param; });
  const bool isOwners = function.securityDefiner && asksWhoRuns(parsed->statements[0], ownership);
  return hasVariable || isOwners ? nullptr : parsed;
}

} // namespace

std::optional<std::vector<TriggerValue>> rowValues(const sql::Function &function, const Ownership &ownership) {
  std::optional<sql::Routine> routine;
  if (function.language == "plpgsql" && !setsSearchPath(function))
    routine = routineOf(function, ownership.catalog());
  if (!routine || hidesRow(*routine, function))
    return std::nullopt;
  Names names(function, ownership);
  for (const std::string &name : routine->variables)
    names.add(name, routine->typeOf(name));
  nameVariables(*routine, ownership, names);
  std::vector<TriggerValue> values;
  auto add = [&](llvm::StringRef target, const std::string &text, bool always) {
    if (target.consume_front("new") && (target.empty() || target.consume_front(".")))
      values.push_back({target.str(), valueOf(text, function, ownership), always});
  };
  for (const RoutineStep &step : routine->steps)
    if (step.kind == RoutineStep::Kind::Assignment)
      add(step.variable, expressionIn(names, step.text).value_or(""), !step.guarded && !step.looped);
  for (const std::string &variable : routine->overwritten)
    add(variable, "", false);
  if (changesOwnerOf("old", *routine, function, ownership)) // which may be returned, or put into NEW
    add("new", "", false);
  for (const std::string &row : routine->returned)
    if (llvm::StringRef text = llvm::StringRef(row).trim();
        !text.equals_insensitive("new") && !text.equals_insensitive("old") && !text.equals_insensitive("null"))
      add("new", "", false);
  return values;
}

} // namespace pgtidy::analysis::isolation
