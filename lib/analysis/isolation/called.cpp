// Functions of the schema that are one query: the query stands in the place of the call.
#include "isolation/call_arguments.h"
#include "isolation/dotted_name.h"
#include "isolation/inlined.h"
#include "isolation/own_operators.h"
#include "isolation/readings.h"
#include "isolation/scalars.h"
#include "isolation/scopes.h"
#include "isolation/visit.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

constexpr int MostCalls = 4;

/// Whether it is called as an aggregate or a window function is.
bool isOfRows(const sql::Expr &call) {
  return call.kind != sql::ExprKind::Func || call.path.empty() ||
         (call.func && (call.func->filter || call.func->isWindow || call.func->distinct || call.func->star ||
                        !call.func->orderBy.empty()));
}

bool readsColumn(const sql::Expr &expr) {
  return expr.kind == sql::ExprKind::Column ||
         std::any_of(expr.args.begin(), expr.args.end(),
                     [](const sql::ExprPtr &part) { return part && readsColumn(*part); });
}

} // namespace

Scene::Called Scene::calledBy(const sql::Expr &call) {
  if (Owners.catalog().functions.empty() || isOfRows(call))
    return {};
  const std::string schema = call.path.size() > 1 ? call.path[call.path.size() - 2] : "";
  std::vector<const sql::Function *> named = Owners.catalog().functionsNamed(schema, call.path.back());
  keepFitting(named, call);
  if (named.size() != 1 || named[0]->body.empty() || named[0]->argumentTypes.size() != call.args.size() ||
      (Writes && named[0]->isVolatile))
    return {};
  for (size_t i = 0; i < call.args.size(); ++i) {
    const sql::Expr *argument = argumentFor(call, *named[0], i);
    if (!argument ||
        (OwnComparisons && mayBeCastByOwn(typeOf(*argument), named[0]->argumentTypes[i], false, Owners.catalog())))
      return {};
  }
  const Inlined *query = Owners.readings().inlined(*named[0], Owners);
  return query && (!query->isFoldable || readsColumn(call)) ? Called{named[0], query} : Called{};
}

/// Whether the query of a function satisfies `test`, and with it each that it calls by name.
bool Scene::isCalledThroughout(const sql::Expr &call, const std::function<bool(const Inlined &)> &test, int depth) {
  const Called called = calledBy(call);
  bool holds = called.query && depth <= MostCalls && test(*called.query);
  if (holds)
    visit(*called.query->query, [&](const sql::Expr &inner, const Place &) {
      if (!holds || inner.kind != sql::ExprKind::Func || inner.path.empty() || givenByCall(inner, Owners))
        return;
      const std::string schema = inner.path.size() > 1 ? inner.path[inner.path.size() - 2] : "";
      holds = Owners.catalog().functionsNamed(schema, inner.path.back()).empty() ||
              isCalledThroughout(inner, test, depth + 1);
    });
  return holds;
}

bool Scene::isPlainCall(const sql::Expr &call) {
  const Called called = calledBy(call);
  return called.query &&
         isCalledThroughout(
             call, [&](const Inlined &query) { return query.isPlain && (!query.isSet || &query == called.query); }, 0);
}

bool Scene::readsRows(const sql::Expr &call) {
  auto [known, isNew] = CallsOfRows.emplace(&call, false);
  if (isNew)
    known->second = isPlainCall(call) && !calledBy(call).query->isSet &&
                    !isCalledThroughout(call, [](const Inlined &query) { return !query.readsTables; }, 0);
  return known->second;
}

/// The row that the query takes its arguments from.
const Frame *Scene::argumentsOf(const sql::Expr &call, const sql::Function &function, const Frame &frame) {
  Item row;
  row.kind = ItemKind::NewRow;
  row.alias = ArgumentRow;
  for (size_t i = 0; i < call.args.size(); ++i) {
    NewValue value;
    value.column = Names.emplace_back(argumentColumn(function, i));
    value.expr = argumentFor(call, function, i);
    value.frame = &frame;
    value.type = i < function.argumentTypes.size() ? std::string_view(function.argumentTypes[i]) : std::string_view();
    row.values.push_back(value);
  }
  Frames.emplace_back();
  Frame &around = Frames.back();
  around.first = add(std::move(row));
  around.last = around.first + 1;
  around.calls = frame.calls + 1;
  return &around;
}

bool Scene::describeCalled(Item &item, const sql::Expr &call, const Frame &frame) {
  const Called called = frame.calls < MostCalls ? calledBy(call) : Called{};
  if (!called.query)
    return false;
  item.kind = ItemKind::Derived;
  item.call = &call;
  item.query = called.query->query;
  item.rights = frame.rights == Rights::Stored     ? Rights::Stored
                : called.function->securityDefiner ? Rights::Definer
                                                   : frame.rights;
  if (!called.query->columns.empty())
    item.innerAliases = &called.query->columns;
  return true;
}

const Frame *Scene::before(const Frame &frame, int item) {
  Frames.push_back(frame);
  Frame &seen = Frames.back();
  seen.last = item;
  return &seen;
}

const Frame *Scene::withoutTarget(const Frame &frame) {
  Frames.push_back(frame);
  Frame &alone = Frames.back();
  alone.hasTarget = false;
  ++alone.first;
  return &alone;
}

void Scene::giveArguments(const Frame &frame) {
  for (int i = frame.first; i < frame.last; ++i)
    if (Items[i].call && !Items[i].outer) {
      const Frame *arguments = argumentsOf(*Items[i].call, *calledBy(*Items[i].call).function, *before(frame, i));
      Items[i].outer = arguments;
    }
}

int Scene::addCalled(const sql::Expr &call, const Frame &frame) {
  Item item;
  if (!describeCalled(item, call, frame))
    return -1;
  item.outer = argumentsOf(call, *calledBy(call).function, frame);
  return add(std::move(item));
}

bool Scene::hasRowsOf(const Item &row, std::string_view type) const {
  const sql::Query *query = row.kind == ItemKind::Derived && !row.writer && !row.call ? row.query : nullptr;
  if (!query || row.aliases || row.innerAliases || row.joinRenamed || query->setOp != sql::SetOp::None ||
      !query->groupBy.empty() || query->targets.size() != 1 || query->from.size() != 1)
    return false;
  const sql::Expr *star = query->targets[0].value.get();
  const sql::From &from = *query->from[0];
  if (!star || star->kind != sql::ExprKind::Star || from.kind != sql::FromKind::Table || !from.columnAliases.empty() ||
      !query->ctes.empty() || findCte(row.scope, from.table).cte)
    return false;
  const sql::Table *table = Owners.tableMeant(from.table);
  return table && !table->view && table == Owners.catalog().find(dottedName(type));
}

int Scene::rowGiven(const sql::Expr &argument, const Frame &frame, std::string_view type) {
  if (argument.kind != sql::ExprKind::Column || argument.path.empty())
    return -1;
  if (argument.path.size() == 2 && argument.path[0] == ArgumentRow) {
    const int row = find(frame, argument.path);
    if (row < 0 || Items[row].alias != ArgumentRow)
      return -1;
    for (const NewValue &value : Items[row].values)
      if (value.column == argument.path[1] && value.expr && value.frame)
        return rowGiven(*value.expr, *value.frame, value.type);
    return -1;
  }
  if (argument.path.size() != 1 || find(frame, argument.path) != -1)
    return -1; // a column goes before the row
  auto isWhole = [&](const Item &row) {
    return (row.kind == ItemKind::Table && !row.aliases && !row.joinRenamed) || (!type.empty() && hasRowsOf(row, type));
  };
  for (const Frame *around = &frame; around; around = around->outer)
    for (int item = around->first; item < around->last; ++item)
      if (Items[item].alias == argument.path[0])
        return isWhole(Items[item]) && !around->isGrouped ? item : -1;
  return -1;
}

bool Scene::givesFirstRow(const sql::Expr &call) {
  const Called called = calledBy(call);
  return called.query && !called.query->isSet && !called.query->isOneRow;
}

bool Scene::givesSet(const sql::Expr &call) {
  const Called called = calledBy(call);
  return called.query && called.query->isSet;
}

bool Scene::givesValue(const sql::Expr &call, const Frame &frame) {
  const Called called = frame.calls < MostCalls ? calledBy(call) : Called{};
  return called.query && !called.query->isSet && called.query->columns.size() <= 1;
}

} // namespace pgtidy::analysis::isolation
