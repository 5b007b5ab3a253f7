// Which columns a query hands up.
#include "isolation/inlined.h"
#include "isolation/scalars.h"
#include "isolation/scopes.h"

#include <array>

namespace pgtidy::analysis::isolation {
namespace {

/// The name that PostgreSQL gives an output column without AS.
std::string_view implicitName(const sql::Expr &value) {
  switch (value.kind) {
  case sql::ExprKind::Column:
  case sql::ExprKind::Func:
    return value.path.empty() ? std::string_view() : std::string_view(value.path.back());
  case sql::ExprKind::Cast:
  case sql::ExprKind::Collate:
    return value.args.empty() || !value.args[0] ? std::string_view() : implicitName(*value.args[0]);
  case sql::ExprKind::Coalesce:
    return "coalesce";
  case sql::ExprKind::Case:
    return "case";
  case sql::ExprKind::Field:
    return value.name;
  case sql::ExprKind::Scalar:
    if (value.query && !value.query->targets.empty()) {
      const sql::Target &only = value.query->targets[0];
      return only.name.empty() && only.value ? implicitName(*only.value) : std::string_view(only.name);
    }
    return {};
  default:
    return value.name;
  }
}

} // namespace

const Outputs &Scene::outputs(const sql::Query &query, const CteScope *scope) {
  auto known = AllOutputs.find(&query);
  if (known != AllOutputs.end())
    return known->second;
  Outputs made = outputsOf(query, scope);
  return AllOutputs[&query] = std::move(made);
}

Outputs Scene::outputsOf(const sql::Query &query, const CteScope *scope) {
  const CteScope *inner = open(query.ctes, query.recursive, scope, nullptr);
  if (query.setOp != sql::SetOp::None)
    return query.left ? outputs(*query.left, inner) : Outputs{{}, true};
  if (!query.values.empty()) {
    static const std::array<std::string_view, 8> names{"column1", "column2", "column3", "column4",
                                                       "column5", "column6", "column7", "column8"};
    Outputs result;
    for (size_t i = 0; i < query.values[0].size() && i < names.size(); ++i)
      result.columns.push_back({names[i], static_cast<int>(i), false});
    if (query.values[0].size() > names.size())
      result.widen();
    return result;
  }
  return outputs(query.targets, &query.from, nullptr, "", inner);
}

Outputs Scene::outputs(const std::vector<sql::Target> &targets, const std::vector<sql::FromPtr> *from,
                       const sql::Name *target, std::string_view alias, const CteScope *scope) {
  Outputs result;
  for (size_t i = 0; i < targets.size(); ++i) {
    const sql::Target &one = targets[i];
    int index = static_cast<int>(i);
    if (!one.value)
      continue;
    if (one.value->kind == sql::ExprKind::Field && one.value->name == "*") {
      result.widen();
      continue;
    }
    if (one.value->kind != sql::ExprKind::Star) {
      result.columns.push_back({one.name.empty() ? implicitName(*one.value) : one.name, index, false});
      continue;
    }
    std::string_view qualifier = one.value->path.empty() ? std::string_view() : one.value->path.back();
    if (target && (qualifier.empty() || qualifier == (alias.empty() ? std::string_view(target->name) : alias)))
      tableOutputs(*target, index, nullptr, result);
    if (from)
      for (const sql::FromPtr &element : *from)
        starOutputs(*element, qualifier, index, scope, result);
  }
  return result;
}

void Scene::starOutputs(const sql::From &from, std::string_view qualifier, int target, const CteScope *scope,
                        Outputs &into) {
  if (from.kind == sql::FromKind::Join) {
    if (from.natural || !from.columnAliases.empty() || !from.usingColumns.empty())
      into.widen(); // the joined columns come first and once: positions are not followed
    if (from.left)
      starOutputs(*from.left, qualifier, target, scope, into);
    if (from.right)
      starOutputs(*from.right, qualifier, target, scope, into);
    return;
  }
  std::string_view alias = from.alias;
  if (alias.empty() && from.kind == sql::FromKind::Table)
    alias = from.table.name;
  if (!qualifier.empty() && qualifier != alias)
    return;
  size_t first = into.columns.size();
  if (from.kind == sql::FromKind::Table) {
    tableOutputs(from.table, target, scope, into);
  } else if (from.query) {
    into.take(outputs(*from.query, scope), target);
  } else {
    functionOutputs(from, target, into);
  }
  rename(from.columnAliases, first, into);
}

void Scene::functionOutputs(const sql::From &from, int target, Outputs &into) {
  const sql::Expr *call = from.functions.size() == 1 && !from.withOrdinality ? from.functions[0].get() : nullptr;
  const Called called = call ? calledBy(*call) : Called{};
  if (call && unnested(*call)) {
    into.columns.push_back({from.alias.empty() ? call->path.back() : from.alias, target, true});
    return;
  }
  if (!called.query || !called.query->isSet) {
    into.widen();
    return;
  }
  for (const std::string &name : called.query->columns)
    into.columns.push_back({name, target, true});
  if (called.query->columns.empty())
    into.columns.push_back({from.alias.empty() ? call->path.back() : from.alias, target, true});
}

/// What is in `into` from `first` on goes by the aliases.
void Scene::rename(const std::vector<std::string> &aliases, size_t first, Outputs &into) {
  for (size_t i = 0; i < aliases.size() && first + i < into.columns.size(); ++i)
    into.columns[first + i].name = into.isPlaced(first + i) ? std::string_view(aliases[i]) : std::string_view();
}

/// What RETURNING of a CTE that writes gives: the columns of what is written, and then those of FROM or USING.
Outputs Scene::returnedBy(const sql::Statement &writer, const CteScope *scope) {
  const CteScope *inner = open(writer.ctes, writer.recursive, scope, nullptr);
  if (writer.insert)
    return outputs(writer.insert->returning, nullptr, &writer.insert->table, writer.insert->alias, inner);
  if (writer.update)
    return outputs(writer.update->returning, &writer.update->from, &writer.update->table, writer.update->alias, inner);
  if (writer.remove)
    return outputs(writer.remove->returning, &writer.remove->usingItems, &writer.remove->table, writer.remove->alias,
                   inner);
  Outputs unknown;
  unknown.widen();
  return unknown;
}

void Scene::tableOutputs(const sql::Name &name, int target, const CteScope *scope, Outputs &into) {
  if (CteMatch match = findCte(scope, name); match.cte) {
    if (match.self || !match.cte->statement) {
      into.widen();
      return;
    }
    Expansions.push_back({match.cte, scope->expanding});
    Scopes.push_back({match.found->outer, match.found->list,
                      match.found->recursive ? match.found->list->size() : match.index, match.found->recursive, nullptr,
                      &Expansions.back()});
    const size_t first = into.columns.size();
    const sql::Statement &statement = *match.cte->statement;
    into.take(statement.select ? outputs(*statement.select, &Scopes.back()) : returnedBy(statement, &Scopes.back()),
              target);
    rename(match.cte->columnAliases, first, into);
    return;
  }
  const sql::Table *table = Owners.tableMeant(name);
  if (!table || table->columns.empty()) {
    into.widen();
    return;
  }
  for (const sql::Column &column : table->columns)
    into.columns.push_back({column.name, target, true});
}

} // namespace pgtidy::analysis::isolation
