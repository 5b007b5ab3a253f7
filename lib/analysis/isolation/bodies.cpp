#include "isolation/bodies.h"

#include "isolation/aliases.h"
#include "isolation/body_names.h"
#include "isolation/dotted_name.h"
#include "isolation/read_variables.h"
#include "isolation/scalars.h"
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

/// Whether the text is an expression that may be the principal.
bool isScalar(const std::string &text, const Ownership &ownership) {
  sql::Parsed parsed = sql::parse("SELECT " + text);
  if (parsed.statements.size() != 1 || !parsed.statements[0].select || parsed.statements[0].select->targets.size() != 1)
    return false;
  const sql::Target &only = parsed.statements[0].select->targets[0];
  return only.value && userText(*only.value, ownership, {});
}

/// Nothing where a name in it may be a column's.
std::optional<std::string> expressionIn(const Names &names, const std::string &text) {
  std::optional<std::string> made = names.in("SELECT (" + text + ")");
  return made ? std::optional(made->substr(7)) : std::nullopt;
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

/// A variable that is set once, to what may be the principal, is that, and one that a query is read into is what that
/// gives.
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
    if (kept && isScalar(*kept, ownership))
      names.replace(step.variable, *kept);
  }
}

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

/// readRoutine(), with what its CALLs change.
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

/// Looks up the tables and functions of a body where its function's search path says.
void lookUp(Body &body, const std::vector<std::string> &searchPath, const sql::Catalog &catalog) {
  for (const BodyStatement &one : body.statements)
    for (const sql::Statement &statement : one.parsed.statements) {
      std::set<std::string> ctes;
      visitParts(statement, {[](const sql::From &) {}, [](const sql::Query &) {},
                             [&](const sql::Cte &cte) { ctes.insert(cte.name); }});
      visitTables(statement, [&](const sql::Name &name) {
        for (const std::string &schema : searchPath)
          if (name.schema.empty() && !ctes.count(name.name) && catalog.find(schema, name.name))
            const_cast<sql::Name &>(name).schema = schema; // of a text that was parsed here
      });
      visit(statement, [&](const Expr &expr, const Place &) {
        for (const std::string &schema : searchPath)
          if (expr.kind == ExprKind::Func && expr.path.size() == 1 &&
              !catalog.functionsNamed(schema, expr.path[0]).empty())
            const_cast<Expr &>(expr).path.insert(const_cast<Expr &>(expr).path.begin(), schema);
      });
    }
}

/// Whether the body says itself where names are looked up.
bool setsSearchPath(const sql::Function &function) {
  return llvm::is_contained(wordsOf(function.body, /*quotedToo=*/true), "search_path");
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

/// Whether the body puts something into the row `row` ("new", "old") that says which it is, or whose.
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
    const bool isFollowed = routine && !usesChangedRow(*routine, function, ownership);
    return isFollowed ? std::optional(ofRoutine(*routine, function, ownership)) : std::nullopt;
  }
  if (function.language != "sql")
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
    lookUp(*body, function.searchPath, ownership.catalog());
  return body;
}

std::optional<std::vector<TriggerValue>> rowValues(const sql::Function &function, const Ownership &ownership) {
  std::optional<sql::Routine> routine;
  if (function.language == "plpgsql")
    routine = routineOf(function, ownership.catalog());
  if (!routine)
    return std::nullopt;
  Names names(function, ownership);
  for (const std::string &name : routine->variables)
    names.add(name, routine->typeOf(name));
  nameVariables(*routine, ownership, names);
  std::vector<TriggerValue> values;
  auto add = [&](llvm::StringRef target, const std::string &text, bool always) {
    if (!target.consume_front("new") || (!target.empty() && !target.consume_front(".")))
      return;
    TriggerValue value{target.str(), nullptr, always};
    auto parsed = std::make_shared<sql::Parsed>(sql::parse("SELECT " + text));
    if (!text.empty() && parsed->statements.size() == 1 && parsed->statements[0].select &&
        parsed->statements[0].select->targets.size() == 1 && parsed->statements[0].select->from.empty()) {
      bool variable = false; // what stands for one is no parameter of the statement
      visit(parsed->statements[0], [&](const Expr &expr, const Place &) { variable |= expr.kind == ExprKind::Param; });
      if (!variable)
        value.value = std::move(parsed);
    }
    values.push_back(std::move(value));
  };
  for (const sql::RoutineStep &step : routine->steps)
    if (step.kind == sql::RoutineStep::Kind::Assignment)
      add(step.variable, expressionIn(names, step.text).value_or(""), !step.guarded);
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
