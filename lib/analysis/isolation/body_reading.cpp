#include "isolation/body_reading.h"

#include "isolation/dotted_name.h"
#include "isolation/read_variables.h"
#include "isolation/scalars.h"
#include "isolation/visit.h"
#include "isolation/words.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <set>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

/// Whether the text is an expression that may be the principal.
bool isScalar(const std::string &text, const Ownership &ownership) {
  sql::Parsed parsed = sql::parse("SELECT " + text);
  if (parsed.statements.size() != 1 || !parsed.statements[0].select || parsed.statements[0].select->targets.size() != 1)
    return false;
  const sql::Target &only = parsed.statements[0].select->targets[0];
  return only.value && userText(*only.value, ownership, {});
}

/// Whether the body gives an argument its value before it does anything else: nothing sees what the caller gave.
bool isSetFirst(const std::string &argument, const sql::Routine &routine) {
  for (const sql::RoutineAction &action : routine.actions) {
    if (action.kind != sql::RoutineAction::Kind::Assign)
      return false;
    if (action.variable == argument)
      return true;
    const std::vector<std::string> words = wordsOf(action.text, /*quotedToo=*/true);
    if (std::any_of(words.begin(), words.end(), [&](llvm::StringRef word) {
          return word == argument || word.ends_with("." + argument) || word.starts_with("$");
        }))
      return false;
  }
  return false;
}

/// The names of what a CALL may give a value: an argument for INOUT or OUT. Of a procedure that is not known, all.
std::vector<std::string> givenByCall(const std::string &text, const sql::Catalog &catalog) {
  if (!llvm::StringRef(text).trim().starts_with_insensitive("call"))
    return {};
  const sql::Parsed parsed = sql::parse(text);
  const Expr *call = parsed.statements.size() == 1 ? parsed.statements[0].call.get() : nullptr;
  if (!call || call->path.empty())
    return {};
  const std::string schema = call->path.size() > 1 ? call->path[call->path.size() - 2] : "";
  const std::vector<const sql::Function *> named = catalog.functionsNamed(schema, call->path.back());
  if (!named.empty() &&
      std::all_of(named.begin(), named.end(), [](const sql::Function *one) { return one->outputNames.empty(); }))
    return {};
  std::vector<std::string> names;
  for (const sql::ExprPtr &argument : call->args)
    if (argument && argument->kind == ExprKind::Param)
      names.push_back("$" + std::to_string(argument->number));
    else if (argument && argument->kind == ExprKind::Column)
      names.push_back(llvm::join(argument->path, "."));
  return names;
}

/// The variables that may change with the one of that name: it may be written behind its block's label, be the field of
/// a row, or an alias of any other.
std::vector<std::string> maybeMeant(llvm::StringRef name, const sql::Routine &routine, const sql::Function &function) {
  std::vector<std::string> meant{name.str()};
  if (name.starts_with("$"))
    return meant;
  const llvm::StringRef first = name.split('.').first;
  for (llvm::StringRef rest = name; rest.contains('.');) {
    const auto [row, field] = rest.split('.');
    if (row != "new" && row != "old")
      meant.push_back(row.str());
    meant.push_back(field.str());
    rest = field;
  }
  const bool isKnown = llvm::is_contained(routine.variables, first) ||
                       llvm::is_contained(function.argumentNames, first) || first == "new" || first == "old";
  if (isKnown || !llvm::StringRef(function.body).contains_insensitive("alias"))
    return meant;
  meant.insert(meant.end(), routine.variables.begin(), routine.variables.end());
  meant.insert(meant.end(), {"new", "old"});
  for (size_t i = 0; i < function.argumentTypes.size(); ++i)
    meant.push_back("$" + std::to_string(i + 1));
  return meant;
}

/// Whether the column says whose a row of the table is.
bool saysOwner(llvm::StringRef column, const std::string &table, const Ownership &ownership) {
  const TableOwnership *owned = ownership.find(table);
  return owned && (llvm::is_contained(owned->ownerColumns, column) ||
                   llvm::any_of(owned->parents,
                                [&](const ParentLink &link) { return llvm::is_contained(link.columns, column); }));
}

/// Whether it does where a trigger runs the function. In all but a BEFORE trigger the row is one of the table, which
/// is known by any of its columns.
bool saysRow(llvm::StringRef column, const sql::Function &function, const Ownership &ownership) {
  return llvm::any_of(ownership.catalog().triggers, [&](const sql::Trigger &trigger) {
    const sql::Name name = dottedName(trigger.function);
    const bool isRun = name.name == function.name && (name.schema.empty() || name.schema == function.schema);
    return isRun && (trigger.moment != sql::Trigger::Moment::Before ||
                     saysOwner(column, trigger.schema + "." + trigger.table, ownership));
  });
}

} // namespace

std::optional<std::string> expressionIn(const Names &names, const std::string &text) {
  std::optional<std::string> made = names.in("SELECT (" + text + ")");
  return made ? std::optional(made->substr(7)) : std::nullopt;
}

void nameVariables(const sql::Routine &routine, const Ownership &ownership, Names &names) {
  for (const sql::RoutineStep &step : routine.steps) {
    nameRead(step, routine, names);
    auto setsIt = [&](const sql::RoutineStep &one) {
      return one.kind == sql::RoutineStep::Kind::Assignment && one.variable == step.variable;
    };
    if (step.kind != sql::RoutineStep::Kind::Assignment || step.variable.empty() ||
        routine.typeOf(step.variable).empty() || llvm::is_contained(routine.overwritten, step.variable) ||
        std::count_if(routine.steps.begin(), routine.steps.end(), setsIt) != 1 ||
        (llvm::is_contained(routine.changedArguments, step.variable) && !isSetFirst(step.variable, routine)))
      continue;
    const std::optional<std::string> text = expressionIn(names, step.text);
    const std::optional<std::string> kept = text ? names.keptBy(step.variable, *text) : std::nullopt;
    if (kept && (isScalar(*kept, ownership) || (!step.guarded && !step.looped && isReading(*kept, names))))
      names.replace(step.variable, *kept);
  }
}

std::optional<sql::Routine> routineOf(const sql::Function &function, const sql::Catalog &catalog) {
  std::optional<sql::Routine> routine = sql::readRoutine(function);
  if (!routine)
    return routine;
  for (const sql::RoutineStep &step : routine->steps)
    for (const std::string &written :
         step.kind == sql::RoutineStep::Kind::Statement ? givenByCall(step.text, catalog) : std::vector<std::string>{})
      for (const std::string &name : maybeMeant(written, *routine, function)) {
        routine->overwritten.push_back(name);
        if (name.starts_with("$") || llvm::is_contained(function.argumentNames, name))
          routine->changedArguments.push_back(name);
      }
  return routine;
}

void lookUp(const sql::Parsed &parsed, const std::vector<std::string> &searchPath, const sql::Catalog &catalog) {
  for (const sql::Statement &statement : parsed.statements) {
    std::set<std::string> ctes;
    visitParts(statement, {[](const sql::From &) {}, [](const sql::Query &) {},
                           [&](const sql::Cte &cte) { ctes.insert(cte.name); }});
    visitTables(statement, [&](const sql::Name &name) {
      for (const std::string &schema : searchPath)
        if (name.schema.empty() && !ctes.count(name.name) && catalog.find(schema, name.name))
          const_cast<sql::Name &>(name).schema = schema; // of a text that was parsed for the body
    });
    visit(statement, [&](const Expr &expr, const Place &) {
      for (const std::string &schema : searchPath)
        if (expr.kind == ExprKind::Func && expr.path.size() == 1 &&
            !catalog.functionsNamed(schema, expr.path[0]).empty())
          const_cast<Expr &>(expr).path.insert(const_cast<Expr &>(expr).path.begin(), schema);
    });
  }
}

bool setsSearchPath(const sql::Function &function) {
  return llvm::is_contained(wordsOf(function.body, /*quotedToo=*/true), "search_path");
}

bool hidesRow(const sql::Routine &routine, const sql::Function &function) {
  auto isHidden = [&](const char *row) { return llvm::count(routine.variables, row) > 1; };
  return function.returns == "trigger" && (isHidden("new") || isHidden("old"));
}

bool changesOwnerOf(llvm::StringRef row, const sql::Routine &routine, const sql::Function &function,
                    const Ownership &ownership) {
  auto changes = [&](llvm::StringRef target) {
    return target.consume_front(row) &&
           (target.empty() || (target.consume_front(".") && (row == "old" || saysRow(target, function, ownership))));
  };
  return llvm::any_of(routine.overwritten, changes) || llvm::any_of(routine.steps, [&](const sql::RoutineStep &step) {
           return step.kind == sql::RoutineStep::Kind::Assignment && changes(step.variable);
         });
}

} // namespace pgtidy::analysis::isolation
