// What runs beside a write: triggers and rules.
#include "catalog/bound.h"
#include "catalog/split.h"
#include "catalog/statements.h"
#include "lower/lower.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace pgtidy::sql {
namespace {

/// What stands between the parentheses of WHEN.
std::string conditionOf(std::string_view statement) {
  size_t at = 0;
  while (at < statement.size() && !isWordAt(statement, at, "WHEN"))
    at = tokenEnd(statement, at);
  const size_t open = skipBlanks(statement, std::min(at + 4, statement.size()));
  int depth = 0;
  for (size_t i = open; i < statement.size(); i = tokenEnd(statement, i)) {
    depth += statement[i] == '(' ? 1 : statement[i] == ')' ? -1 : 0;
    if (depth == 0)
      return std::string(statement.substr(open + 1, i - open - 1));
  }
  return {};
}

/// The function that the trigger is bound to, "schema.name"; as written where there is none by now.
std::string firedBy(const Session &session, const std::vector<std::string> &path) {
  const std::vector<std::string> noTypes;
  const std::string schema = session.schemaOfFunction(path, &noTypes);
  const bool isThere = llvm::any_of(session.catalog.functions, [&](const Function &function) {
    return function.schema == schema && function.name == path.back() && function.argumentTypes.empty();
  });
  return isThere || path.size() > 1 ? tableKey(schema, path.back()) : path.back();
}

} // namespace

void createTrigger(Session &session, Node body) {
  const Table *table = session.require(tableName(body["relation"]), false);
  if (!table)
    return;
  Trigger trigger;
  trigger.name = std::string(body["trigname"].str());
  trigger.schema = table->schema;
  trigger.table = table->name;
  std::vector<std::string> function = stringList(body["funcname"]);
  if (!function.empty())
    trigger.function = firedBy(session, function);
  constexpr int64_t Before = 2, InsteadOf = 64;
  int64_t timing = body["timing"].integer();
  trigger.moment = timing & InsteadOf ? Trigger::Moment::InsteadOf
                   : timing & Before  ? Trigger::Moment::Before
                                      : Trigger::Moment::After;
  trigger.forEachRow = body["row"].boolean();
  struct Event {
    int64_t bit;
    const char *name;
  };
  constexpr Event Events[] = {{4, "insert"}, {8, "delete"}, {16, "update"}, {32, "truncate"}};
  for (const Event &event : Events)
    if (body["events"].integer() & event.bit)
      trigger.events.push_back(event.name);
  if (body["whenClause"])
    trigger.when = conditionOf(session.statement());
  trigger.columns = stringList(body["columns"]);
  trigger.arguments = stringList(body["args"]);
  for (Node transition : body["transitionRels"])
    if (transition["TriggerTransition"]["isTable"].boolean())
      trigger.written.push_back(std::string(transition["TriggerTransition"]["name"].str()));
  llvm::erase_if(session.catalog.triggers, [&](const Trigger &other) {
    return other.name == trigger.name && other.schema == trigger.schema && other.table == trigger.table;
  });
  session.catalog.triggers.push_back(std::move(trigger));
}

/// ON SELECT DO INSTEAD makes a view of an empty table, as old dumps write views.
static void becomeView(Session &session, Table &table, Node body) {
  Node actions = body["actions"]["List"]["items"] ? body["actions"]["List"]["items"] : body["actions"];
  table.view = lowerQuery(actions.at(0)["SelectStmt"]);
  if (!table.view)
    return;
  table.kind = RelationKind::View;
  for (const Column &column : table.columns)
    table.viewColumns.push_back(column.name);
  bindNames(*table.view, session.catalog, session.searchPath);
}

void createRule(Session &session, Node body) {
  Table *table = session.require(tableName(body["relation"]), false);
  std::string_view event = body["event"].str();
  if (table && event == "CMD_SELECT")
    becomeView(session, *table, body);
  if (!table || !body["actions"] || event == "CMD_SELECT")
    return;
  Rule rule;
  rule.name = std::string(body["rulename"].str());
  rule.schema = table->schema;
  rule.table = table->name;
  rule.event = event == "CMD_INSERT" ? "insert" : event == "CMD_UPDATE" ? "update" : "delete";
  rule.text = std::string(session.statement());
  bindNames(rule.text, session.catalog, session.searchPath);
  llvm::erase_if(session.catalog.rules, [&](const Rule &other) {
    return other.name == rule.name && other.schema == rule.schema && other.table == rule.table;
  });
  session.catalog.rules.push_back(std::move(rule));
}

} // namespace pgtidy::sql
