// SELECT, VALUES and set operations.
#include "lower/lowering.h"

#include <utility>

namespace pgtidy::sql {

QueryPtr Lowering::query(Node body) {
  auto result = std::make_unique<Query>();
  if (!body)
    return result;
  Deeper deeper(*this);
  if (Depth > MaxDepth) {
    TooDeep = true;
    return result;
  }
  Node outerWindows = std::exchange(Windows, body["windowClause"]);
  if (Node clause = body["withClause"]) {
    result->ctes = with(clause);
    result->recursive = clause["recursive"].boolean();
  }
  if (body["op"].str() == "SETOP_NONE" || !body["larg"])
    select(*result, body);
  else
    set(*result, body);
  orderAndLimit(*result, body);
  defineWindows(*result, body["windowClause"]);
  Windows = outerWindows;
  return result;
}

void Lowering::set(Query &query, Node body) {
  std::string_view op = body["op"].str();
  query.setOp = op == "SETOP_UNION" ? SetOp::Union : op == "SETOP_INTERSECT" ? SetOp::Intersect : SetOp::Except;
  query.all = body["all"].boolean();
  query.left = this->query(body["larg"]);
  query.right = this->query(body["rarg"]);
  query.location = query.left->location;
}

void Lowering::select(Query &query, Node body) {
  for (Node row : body["valuesLists"])
    query.values.push_back(list(row["List"]["items"]));
  if (Node distinct = body["distinctClause"]) {
    query.distinct = true;
    for (Node key : distinct)
      if (!key.tag().empty()) // a plain DISTINCT is a list of one empty node
        query.distinctOn.push_back(required(key));
  }
  query.targets = targets(body["targetList"]);
  query.from = fromList(body["fromClause"]);
  if (Node where = body["whereClause"])
    query.where = condition(where);
  for (Node clause : body["groupClause"])
    group(query, clause);
  if (Node having = body["havingClause"])
    query.having = condition(having);
  if (Node into = body["intoClause"]["rel"])
    query.into = table(into);
  if (!query.targets.empty())
    query.location = query.targets.front().location;
  else if (!query.values.empty() && !query.values.front().empty())
    query.location = query.values.front().front()->location;
}

static bool isConstant(const ExprPtr &expr, ConstKind kind) {
  return expr && expr->kind == ExprKind::Const && expr->constant == kind;
}

void Lowering::orderAndLimit(Query &query, Node body) {
  for (Node sortBy : body["sortClause"])
    query.orderBy.push_back({orderKey(sortBy), sortBy["SortBy"]["sortby_dir"].str() == "SORTBY_DESC"});
  query.limit = expr(body["limitCount"]);
  query.offset = expr(body["limitOffset"]);
  // LIMIT ALL, LIMIT NULL, OFFSET 0 and OFFSET NULL leave nothing out (SELECT, LIMIT Clause).
  if (isConstant(query.limit, ConstKind::Null))
    query.limit = nullptr;
  if (isConstant(query.offset, ConstKind::Null) ||
      (isConstant(query.offset, ConstKind::Integer) && query.offset->value == "0"))
    query.offset = nullptr;
  query.locking = static_cast<bool>(body["lockingClause"]);
}

void Lowering::defineWindows(Query &query, Node clause) {
  for (Node defined : clause) {
    FuncDetail keys;
    window(keys, defined, /*hops=*/1);
    for (auto *list : {&keys.partitionBy, &keys.orderBy, &keys.bounds})
      for (ExprPtr &key : *list)
        query.windows.push_back(std::move(key));
  }
}

ExprPtr Lowering::orderKey(Node sortBy) {
  ExprPtr key = required(sortBy["SortBy"]["node"]);
  holeAsColumn(*key);
  return key;
}

void Lowering::group(Query &query, Node clause) {
  if (clause.tag() != "GroupingSet") {
    query.groupBy.push_back(required(clause));
    holeAsColumn(*query.groupBy.back());
    return;
  }
  Deeper deeper(*this);
  if (Depth > MaxDepth) {
    TooDeep = true;
    return;
  }
  query.groupingSets = true;
  for (Node element : clause.body()["content"])
    group(query, element);
}

std::vector<Cte> Lowering::with(Node clause) {
  std::vector<Cte> ctes;
  for (Node element : clause["ctes"]) {
    Node body = element.body();
    Cte cte;
    cte.name = text(body["ctename"]);
    cte.columnAliases = names(body["aliascolnames"]);
    cte.location = offset(body);
    cte.statement = inner(body["ctequery"]);
    ctes.push_back(std::move(cte));
  }
  return ctes;
}

std::vector<Target> Lowering::targets(Node list) {
  std::vector<Target> result;
  for (Node element : list) {
    Node body = element["ResTarget"];
    result.push_back({required(body["val"]), text(body["name"]), offset(body)});
  }
  if (result.size() == 1 && result[0].name.empty())
    holeAsList(*result[0].value, HoleRole::Names);
  return result;
}

ExprPtr Lowering::condition(Node node) {
  ExprPtr result = required(node);
  holeAsCondition(*result);
  return result;
}

} // namespace pgtidy::sql
