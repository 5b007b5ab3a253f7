#include "isolation/returned.h"

#include "isolation/body_names.h"
#include "isolation/variable_types.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <vector>

namespace pgtidy::analysis::isolation {
namespace {

using sql::RoutineAction;
using Kind = RoutineAction::Kind;

constexpr size_t MostText = 8000;
constexpr int MostBranches = 24;

/// A query, its names replaced, that gives one column where it has to.
std::optional<std::string> queryIn(const Names &names, const std::string &text, bool hasOneColumn) {
  std::optional<std::string> made = names.in(text);
  if (!made || made->size() > MostText)
    return std::nullopt;
  const sql::Parsed parsed = sql::parse(*made);
  const sql::Query *query =
      !parsed.error && parsed.statements.size() == 1 ? parsed.statements[0].select.get() : nullptr;
  if (!query || query->into)
    return std::nullopt;
  const bool isOneColumn =
      query->targets.size() == 1 && query->targets[0].value && query->targets[0].value->kind != sql::ExprKind::Star;
  return isOneColumn || !hasOneColumn ? made : std::nullopt;
}

std::optional<std::string> valueIn(const Names &names, const std::string &text) {
  if (llvm::StringRef(text).trim().empty())
    return "NULL";
  std::optional<std::string> made = queryIn(names, "SELECT (" + text + ")", true);
  return made ? std::optional(made->substr(7)) : std::nullopt;
}

/// The value as a variable of the type keeps it.
std::optional<std::string> keptAs(llvm::StringRef declared, const std::string &value, const sql::Catalog &catalog) {
  const llvm::StringRef bare = llvm::StringRef(value).trim("() ");
  if (bare.equals_insensitive("true") || bare.equals_insensitive("false") || bare.equals_insensitive("null"))
    return value;
  const std::optional<std::string> type = castType(declared, catalog);
  return type ? std::optional("(" + value + ")::" + *type) : std::nullopt;
}

class Run {
public:
  using Rest = std::vector<const RoutineAction *>;

  explicit Run(const sql::Catalog &catalog) : Schema(catalog) {}

  std::optional<std::string> value(const Rest &actions, Names names) {
    for (size_t i = 0; i < actions.size(); ++i) {
      const RoutineAction &action = *actions[i];
      switch (action.kind) {
      case Kind::Return:
        return valueIn(names, action.text);
      case Kind::Fail:
        return "NULL";
      case Kind::If:
        return chosen(action, Rest(actions.begin() + static_cast<ptrdiff_t>(i) + 1, actions.end()), names);
      default:
        if (!step(action, names))
          return std::nullopt;
      }
    }
    return "NULL"; // an error: there is no RETURN
  }

private:
  bool step(const RoutineAction &action, Names &names) {
    std::optional<std::string> value;
    if (action.kind == Kind::Assign) {
      value = valueIn(names, action.text);
    } else if (action.kind == Kind::Select || action.kind == Kind::Perform) {
      value = queryIn(names, action.text, action.kind == Kind::Select);
      if (value) {
        value = "(" + *value + ")";
        names.replace("found", "(EXISTS " + *value + ")");
      }
    }
    if (!value || action.kind == Kind::Perform)
      return value.has_value();
    value = keptAs(action.type, *value, Schema);
    if (value)
      names.replace(action.variable, "(" + *value + ")");
    return value && value->size() < MostText;
  }

  std::optional<std::string> chosen(const RoutineAction &action, const Rest &rest, const Names &names) {
    if (++Branches > MostBranches)
      return std::nullopt;
    auto followed = [&](const std::vector<RoutineAction> &branch) {
      Rest all;
      for (const RoutineAction &each : branch)
        all.push_back(&each);
      all.insert(all.end(), rest.begin(), rest.end());
      return value(all, names);
    };
    const std::optional<std::string> condition = valueIn(names, action.text), then = followed(action.then),
                                     otherwise = followed(action.otherwise);
    if (!condition || !then || !otherwise || condition->size() + then->size() + otherwise->size() > MostText)
      return std::nullopt;
    return "(CASE WHEN " + *condition + " THEN " + *then + " ELSE " + *otherwise + " END)";
  }

  const sql::Catalog &Schema;
  int Branches = 0;
};

} // namespace

std::optional<std::string> returnedValue(const sql::Routine &routine, const sql::Function &function,
                                         const Ownership &ownership) {
  if (!routine.changedArguments.empty() || !function.outputNames.empty() || routine.actions.empty())
    return std::nullopt;
  Names names(function, ownership);
  for (const std::string &variable : routine.variables)
    names.add(variable);
  names.add("found");
  names.replace("found", "(false)");
  Run::Rest actions;
  for (const RoutineAction &action : routine.actions)
    actions.push_back(&action);
  return Run(ownership.catalog()).value(actions, names);
}

} // namespace pgtidy::analysis::isolation
