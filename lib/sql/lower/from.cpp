// The elements of FROM.
#include "lower/lowering.h"

namespace pgtidy::sql {

std::vector<FromPtr> Lowering::fromList(Node list) {
  std::vector<FromPtr> result;
  for (Node item : list)
    result.push_back(from(item));
  return result;
}

/// The methods of the manual ("SELECT", TABLESAMPLE) take each row, or page, or leave it. Others, such as those of
/// tsm_system_rows, take a number of rows, so that one keeps others out: as LIMIT does in a sub-query.
FromPtr Lowering::sampled(Node body) {
  FromPtr table = from(body["relation"]);
  std::string method;
  for (Node part : body["method"])
    method = text(part["String"]["sval"]);
  if (method == "bernoulli" || method == "system") {
    table->sampled = true;
    append(table->functions, body["args"]);
    if (Node seed = body["repeatable"])
      table->functions.push_back(required(seed));
    return table;
  }
  auto some = std::make_unique<From>();
  some->kind = FromKind::Subquery;
  some->location = table->location;
  some->alias = table->alias.empty() ? table->table.name : std::move(table->alias);
  some->columnAliases = std::move(table->columnAliases);
  table->alias.clear();
  table->columnAliases.clear();
  some->query = std::make_unique<Query>();
  auto all = std::make_unique<Expr>();
  all->kind = ExprKind::Star;
  some->query->targets.push_back({std::move(all), "", table->location});
  some->query->from.push_back(std::move(table));
  some->query->limit = std::make_unique<Expr>();
  some->query->limit->kind = ExprKind::Unknown;
  return some;
}

FromPtr Lowering::from(Node item) {
  std::string_view tag = item.tag();
  Node body = item.body();
  Deeper deeper(*this);
  if (Depth > MaxDepth) {
    TooDeep = true;
    return unknownFrom("nested too deeply", {});
  }
  if (tag == "JoinExpr")
    return join(body);
  if (tag == "RangeFunction")
    return function(body);
  if (tag == "RangeTableSample")
    return sampled(body);
  if (tag != "RangeVar" && tag != "RangeSubselect")
    return unknownFrom(tag, body);
  auto result = std::make_unique<From>();
  result->alias = text(body["alias"]["aliasname"]);
  result->columnAliases = aliasColumns(body["alias"]);
  if (tag == "RangeVar") {
    result->table = table(body);
    result->only = !body["inh"].boolean();
    result->location = result->table.location;
    return result;
  }
  result->kind = FromKind::Subquery;
  result->lateral = body["lateral"].boolean();
  result->query = query(body["subquery"]["SelectStmt"]);
  result->location = result->query->location;
  return result;
}

static JoinKind joinKind(std::string_view type) {
  if (type == "JOIN_LEFT")
    return JoinKind::Left;
  if (type == "JOIN_RIGHT")
    return JoinKind::Right;
  return type == "JOIN_FULL" ? JoinKind::Full : JoinKind::Inner;
}

FromPtr Lowering::join(Node body) {
  auto result = std::make_unique<From>();
  result->kind = FromKind::Join;
  result->join = joinKind(body["jointype"].str());
  result->left = from(body["larg"]);
  result->right = from(body["rarg"]);
  result->natural = body["isNatural"].boolean();
  result->usingColumns = names(body["usingClause"]);
  result->usingAlias = text(body["join_using_alias"]["aliasname"]);
  if (Node on = body["quals"])
    result->on = condition(on);
  result->alias = text(body["alias"]["aliasname"]);
  result->columnAliases = aliasColumns(body["alias"]);
  result->location = result->left->location;
  return result;
}

FromPtr Lowering::function(Node body) {
  auto result = std::make_unique<From>();
  result->kind = FromKind::Function;
  result->lateral = body["lateral"].boolean();
  result->withOrdinality = body["ordinality"].boolean();
  result->alias = text(body["alias"]["aliasname"]);
  result->columnAliases = aliasColumns(body["alias"]);
  for (Node column : body["coldeflist"]) {
    result->columnAliases.push_back(text(column["ColumnDef"]["colname"]));
    result->columnTypes.push_back(type(column["ColumnDef"]["typeName"]));
  }
  for (Node pair : body["functions"])
    result->functions.push_back(required(pair["List"]["items"].at(0)));
  if (!result->functions.empty())
    result->location = result->functions.front()->location;
  return result;
}

// Its sub-queries are kept as expressions.
FromPtr Lowering::unknownFrom(std::string_view tag, Node body) {
  auto result = std::make_unique<From>();
  result->kind = FromKind::Unknown;
  result->unknown = tag;
  result->alias = text(body["alias"]["aliasname"]);
  result->columnAliases = aliasColumns(body["alias"]);
  result->location = offset(body);
  if (body)
    result->functions = std::move(unknown(tag, body)->args);
  return result;
}

} // namespace pgtidy::sql
