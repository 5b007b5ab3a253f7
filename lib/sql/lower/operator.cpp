// Operators, comparisons with lists, and sub-queries in expressions.
#include "lower/lowering.h"

namespace pgtidy::sql {

void Lowering::nameOperator(Expr &operation, Node body) {
  operation.name = operatorName(body["name"]);
  operation.isOfPostgres = body["name"].at(0)["String"]["sval"].str() == "pg_catalog";
}

ExprPtr Lowering::operation(Node body) {
  std::string_view kind = body["kind"].str();
  if (kind == "AEXPR_IN")
    return inList(body);
  if (kind.find("BETWEEN") != std::string_view::npos)
    return between(body, kind);

  struct Entry {
    std::string_view kind;
    ExprKind meaning;
  };
  static constexpr Entry Pairs[] = {{"AEXPR_DISTINCT", ExprKind::Distinct},
                                    {"AEXPR_NOT_DISTINCT", ExprKind::NotDistinct},
                                    {"AEXPR_NULLIF", ExprKind::NullIf},
                                    {"AEXPR_OP_ANY", ExprKind::AnyArray},
                                    {"AEXPR_OP_ALL", ExprKind::AllArray}};
  for (const Entry &entry : Pairs) {
    if (entry.kind != kind)
      continue;
    ExprPtr result = one(entry.meaning, body, body["lexpr"]);
    result->args.push_back(required(body["rexpr"]));
    if (entry.meaning == ExprKind::AnyArray || entry.meaning == ExprKind::AllArray)
      nameOperator(*result, body);
    return result;
  }
  return plainOperation(body);
}

// LIKE and SIMILAR come with their operator's name and need nothing of their own.
ExprPtr Lowering::plainOperation(Node body) {
  ExprPtr result = make(ExprKind::Op, body);
  nameOperator(*result, body);
  for (Node side : {body["lexpr"], body["rexpr"]})
    if (side)
      result->args.push_back(required(side));
  holesInOperation(*result);
  return result;
}

ExprPtr Lowering::inList(Node body) {
  bool negated = body["name"].at(0)["String"]["sval"].str() == "<>";
  ExprPtr result = one(negated ? ExprKind::NotIn : ExprKind::In, body, body["lexpr"]);
  append(result->args, body["rexpr"]["List"]["items"]);
  if (result->args.size() == 2)
    holeAsList(*result->args[1], HoleRole::List);
  return result;
}

ExprPtr Lowering::between(Node body, std::string_view kind) {
  bool negated = kind.find("NOT") != std::string_view::npos;
  ExprPtr result = one(negated ? ExprKind::NotBetween : ExprKind::Between, body, body["lexpr"]);
  append(result->args, body["rexpr"]["List"]["items"]);
  if (kind.ends_with("_SYM"))
    result->name = "symmetric";
  return result;
}

ExprPtr Lowering::subLink(Node body) {
  struct Entry {
    std::string_view type;
    ExprKind kind;
  };
  static constexpr Entry Types[] = {{"EXISTS_SUBLINK", ExprKind::Exists},
                                    {"ALL_SUBLINK", ExprKind::AllQuery},
                                    {"ANY_SUBLINK", ExprKind::AnyQuery},
                                    {"EXPR_SUBLINK", ExprKind::Scalar},
                                    {"ARRAY_SUBLINK", ExprKind::ArrayQuery}};
  std::string_view type = body["subLinkType"].str();
  ExprPtr result = make(ExprKind::Unknown, body);
  result->name = "SubLink";
  for (const Entry &entry : Types)
    if (entry.type == type) {
      result->kind = entry.kind;
      result->name = operatorName(body["operName"]);
    }
  if (result->kind == ExprKind::AnyQuery && (result->name.empty() || result->name == "=")) {
    result->kind = ExprKind::InQuery;
    result->name.clear();
  }
  if (body["testexpr"])
    result->args.push_back(required(body["testexpr"]));
  result->query = query(body["subselect"]["SelectStmt"]);
  return result;
}

} // namespace pgtidy::sql
