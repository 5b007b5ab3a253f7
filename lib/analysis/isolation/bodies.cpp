#include "isolation/bodies.h"

#include "isolation/aliases.h"
#include "isolation/body_names.h"
#include "isolation/body_reading.h"
#include "isolation/dotted_name.h"
#include "isolation/visit.h"
#include "isolation/words.h"
#include "sql/routine.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

/// The text with what EXECUTE … USING binds in the place of its parameters; nothing where one is not bound.
std::optional<std::string> withBound(std::string text, const std::vector<std::string> &bound, const Names &names) {
  std::vector<std::pair<size_t, int32_t>> places; // offset and number
  sql::Parsed parsed = sql::parse(text);
  for (const sql::Statement &statement : parsed.statements)
    visit(statement, [&](const Expr &expr, const Place &) {
      if (expr.kind == ExprKind::Param)
        places.push_back({static_cast<size_t>(expr.location), expr.number});
    });
  std::sort(places.rbegin(), places.rend());
  for (const auto &[offset, number] : places) {
    std::optional<std::string> value;
    if (number >= 1 && static_cast<size_t>(number) <= bound.size())
      value = expressionIn(names, bound[number - 1]);
    if (!value)
      return std::nullopt;
    text.replace(offset, 1 + std::to_string(number).size(), *value);
  }
  return text;
}

/// The text that EXECUTE is given, when it is written there.
std::optional<std::string> executedText(const sql::RoutineStep &step, const Names &names) {
  sql::Parsed parsed = sql::parse("SELECT " + step.text);
  if (parsed.statements.size() != 1 || !parsed.statements[0].select || parsed.statements[0].select->targets.size() != 1)
    return std::nullopt;
  const Expr *value = parsed.statements[0].select->targets[0].value.get();
  if (!value || value->kind != ExprKind::Const || value->constant != sql::ConstKind::String)
    return std::nullopt;
  return withBound(value->value, step.bound, names);
}

/// The statement, its names replaced; what is not followed where one may be a column's.
BodyStatement parsedStatement(const std::string &written, const std::optional<std::string> &text, bool guarded,
                              bool asked = false) {
  BodyStatement statement{{text ? *text : written, {}}, {}, false, guarded, asked};
  if (text)
    statement.parsed = sql::parse(statement.text);
  else
    statement.parsed.undecided = true;
  return statement;
}

Body ofRoutine(const sql::Routine &routine, const sql::Function &function, const Ownership &ownership) {
  using Kind = sql::RoutineStep::Kind;
  Names names(function, ownership);
  for (const std::string &argument : routine.changedArguments)
    names.isChanged(argument);
  for (const std::string &name : routine.variables)
    names.add(name, routine.typeOf(name));
  for (const auto &[name, argument] : aliasesIn(function.body))
    names.addAlias(name, argument);
  nameVariables(routine, ownership, names);
  Body body;
  for (const sql::RoutineStep &step : routine.steps) {
    bool local = step.kind == Kind::Expression || step.kind == Kind::Assignment || step.into;
    const bool guarded = step.guarded, asked = local && routine.branches;
    if (step.kind == Kind::Statement)
      body.statements.push_back(parsedStatement(step.text, names.in(step.text), guarded, asked));
    else if (step.kind != Kind::Dynamic)
      body.statements.push_back(parsedStatement(step.text, names.in("SELECT (" + step.text + ")"), guarded, asked));
    else if (std::optional<std::string> text = executedText(step, names))
      body.statements.push_back(parsedStatement(*text, text, guarded, asked));
    else
      body.statements.push_back({{step.text, {}}, {}, true, guarded, asked});
  }
  body.names = names.all();
  return body;
}

/// Whether a statement of the body has a row of the trigger as the body has changed it.
bool usesChangedRow(const sql::Routine &routine, const sql::Function &function, const Ownership &ownership) {
  return llvm::any_of(std::vector<std::string>{"new", "old"}, [&](const std::string &row) {
    auto isOfRow = [&](llvm::StringRef word) { return word == row || word.starts_with(row + "."); };
    return changesOwnerOf(row, routine, function, ownership) &&
           llvm::any_of(routine.steps, [&](const sql::RoutineStep &step) {
             return step.kind != sql::RoutineStep::Kind::Assignment && llvm::any_of(wordsOf(step.text), isOfRow);
           });
  });
}

std::optional<Body> bodyInItsPath(const sql::Function &function, const Ownership &ownership) {
  if (function.language == "plpgsql") {
    if (function.outBeforeInput && function.body.find('$') != std::string::npos)
      return std::nullopt; // its numbers count what it gives, too
    std::optional<sql::Routine> routine = routineOf(function, ownership.catalog());
    const bool isFollowed = routine && !hidesRow(*routine, function) && !usesChangedRow(*routine, function, ownership);
    return isFollowed ? std::optional(ofRoutine(*routine, function, ownership)) : std::nullopt;
  }
  // A body without quotes joins by the columns that there were when it was made.
  const bool isNatural = function.isBound && llvm::is_contained(wordsOf(function.body), "natural");
  if (function.language != "sql" || isNatural || function.isStale)
    return std::nullopt;
  Names names(function, ownership);
  Body body;
  body.names = names.all();
  body.statements.push_back(parsedStatement(function.body, names.in(function.body), false));
  return body;
}

} // namespace

std::optional<Body> bodyOf(const sql::Function &function, const Ownership &ownership) {
  if (setsSearchPath(function))
    return std::nullopt;
  std::optional<Body> body = bodyInItsPath(function, ownership);
  if (body)
    for (const BodyStatement &statement : body->statements)
      lookUp(statement.parsed, function.searchPath, ownership.catalog());
  return body;
}

std::string ownedTableIn(std::string_view text, const Ownership &ownership) {
  static constexpr std::array<std::string_view, 6> Before{"from", "join", "into", "update", "only", "truncate"};
  const std::vector<std::string> words = wordsOf(text);
  for (size_t i = 1; i < words.size(); ++i) {
    if (std::find(Before.begin(), Before.end(), words[i - 1]) == Before.end())
      continue;
    if (ownership.of(dottedName(words[i])).kind != OwnerKind::None)
      return words[i];
  }
  return "";
}

} // namespace pgtidy::analysis::isolation
