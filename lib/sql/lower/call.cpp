// Function calls, aggregates and windows.
#include "lower/lowering.h"

namespace pgtidy::sql {

ExprPtr Lowering::call(Node body) {
  ExprPtr result = make(ExprKind::Func, body);
  result->path = names(body["funcname"]);
  result->args = list(body["args"]);
  if (body["funcformat"].str() == "COERCE_SQL_SYNTAX" && result->path.back() == "extract")
    refuseParameter(body["args"].at(0));
  result->func = std::make_unique<FuncDetail>();
  FuncDetail &detail = *result->func;
  size_t position = 0;
  for (Node argument : body["args"]) {
    if (argument.tag() == "NamedArgExpr") {
      detail.names.resize(result->args.size());
      detail.names[position] = text(argument.body()["name"]);
    }
    ++position;
  }
  detail.star = body["agg_star"].boolean();
  detail.distinct = body["agg_distinct"].boolean();
  for (Node sortBy : body["agg_order"])
    detail.orderBy.push_back(orderKey(sortBy));
  if (body["agg_filter"])
    detail.filter = condition(body["agg_filter"]);
  if (Node over = body["over"]) {
    detail.isWindow = true;
    window(detail, over);
  }
  return result;
}

// OVER w names a window of the WINDOW clause; OVER (w …) and WINDOW v AS (w …) build on one.
void Lowering::window(FuncDetail &detail, Node definition, int hops) {
  static constexpr int MaxHops = 16;
  Node body = definition.tag() == "WindowDef" ? definition.body() : definition;
  bool isDefinition = hops > 0;
  std::string_view base = body["refname"].str();
  if (!isDefinition && base.empty())
    base = body["name"].str();
  for (Node candidate : Windows)
    if (!base.empty() && candidate["WindowDef"]["name"].str() == base && hops < MaxHops)
      window(detail, candidate, hops + 1);
  append(detail.partitionBy, body["partitionClause"]);
  for (Node sortBy : body["orderClause"])
    detail.orderBy.push_back(orderKey(sortBy));
  for (Node bound : {body["startOffset"], body["endOffset"]})
    if (bound)
      detail.bounds.push_back(required(bound));
}

} // namespace pgtidy::sql
