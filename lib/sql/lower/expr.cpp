// Expressions, one function a form.
#include "lower/lower.h"
#include "lower/lowering.h"

#include "llvm/ADT/StringRef.h"

namespace pgtidy::sql {

static std::string lower(std::string_view text) { return llvm::StringRef(text.data(), text.size()).lower(); }

ExprPtr Lowering::make(ExprKind kind, Node body) const {
  auto result = std::make_unique<Expr>();
  result->kind = kind;
  result->location = offset(body);
  return result;
}

ExprPtr Lowering::expr(Node node) {
  if (!node)
    return nullptr;
  Deeper deeper(*this);
  if (Depth > MaxDepth) {
    TooDeep = true;
    auto result = make(ExprKind::Unknown, node.body());
    result->name = "nested too deeply";
    return result;
  }
  return dispatch(node.tag(), node.body());
}

ExprPtr Lowering::required(Node node) {
  if (ExprPtr result = expr(node))
    return result;
  auto missing = std::make_unique<Expr>();
  missing->name = "missing";
  return missing;
}

ExprPtr Lowering::dispatch(std::string_view tag, Node body) {
  using Form = ExprPtr (Lowering::*)(Node);
  struct Entry {
    std::string_view tag;
    Form form;
  };
  static constexpr Entry Forms[] = {
      {"ColumnRef", &Lowering::column},
      {"A_Const", &Lowering::constant},
      {"ParamRef", &Lowering::parameter},
      {"A_Expr", &Lowering::operation},
      {"BoolExpr", &Lowering::boolean},
      {"FuncCall", &Lowering::call},
      {"TypeCast", &Lowering::cast},
      {"SubLink", &Lowering::subLink},
      {"NullTest", &Lowering::nullTest},
      {"BooleanTest", &Lowering::booleanTest},
      {"CaseExpr", &Lowering::caseOf},
      {"A_Indirection", &Lowering::indirection},
      {"SQLValueFunction", &Lowering::sessionValue},
  };
  for (const Entry &entry : Forms)
    if (entry.tag == tag)
      return (this->*entry.form)(body);

  if (tag == "NamedArgExpr")
    return required(body["arg"]);
  if (tag == "CollateClause") {
    ExprPtr result = one(ExprKind::Collate, body, body["arg"]);
    result->path = names(body["collname"]);
    return result;
  }
  if (tag == "SetToDefault")
    return make(ExprKind::Default, body);
  if (tag == "MinMaxExpr") {
    ExprPtr result = make(ExprKind::MinMax, body);
    result->name = body["op"].str() == "IS_LEAST" ? "least" : "greatest";
    result->args = list(body["args"]);
    return result;
  }
  struct ListForm {
    std::string_view tag;
    ExprKind kind;
    std::string_view member;
  };
  static constexpr ListForm Lists[] = {{"CoalesceExpr", ExprKind::Coalesce, "args"},
                                       {"RowExpr", ExprKind::Row, "args"},
                                       {"A_ArrayExpr", ExprKind::Array, "elements"}};
  for (const ListForm &entry : Lists) {
    if (entry.tag != tag)
      continue;
    ExprPtr result = make(entry.kind, body);
    result->args = list(body[entry.member]);
    return result;
  }
  return unknown(tag, body);
}

ExprPtr Lowering::one(ExprKind kind, Node body, Node argument) {
  ExprPtr result = make(kind, body);
  result->args.push_back(required(argument));
  return result;
}

Lowering::Exprs Lowering::list(Node nodes) {
  Exprs result;
  append(result, nodes);
  return result;
}

void Lowering::append(Exprs &to, Node nodes) {
  for (Node node : nodes)
    to.push_back(required(node));
}

static bool isWrapped(Node node) {
  std::string_view tag = node.tag();
  return !tag.empty() && tag[0] >= 'A' && tag[0] <= 'Z' && node.size() == 1;
}

// A form that is not modelled keeps the expressions inside it: a sub-query in it must not be lost.
ExprPtr Lowering::unknown(std::string_view tag, Node body) {
  ExprPtr result = make(ExprKind::Unknown, body);
  result->name = tag;
  auto keep = [&](Node node) {
    std::string_view inner = node.tag();
    if (!isWrapped(node) || inner == "String" || inner == "Integer" || inner == "TypeName")
      return;
    result->args.push_back(inner == "SelectStmt" ? make(ExprKind::Scalar, node.body()) : required(node));
    if (inner == "SelectStmt")
      result->args.back()->query = query(node.body());
  };
  for (Node member : body) {
    keep(member);
    if (!isWrapped(member))
      for (Node element : member)
        keep(element);
  }
  return result;
}

ExprPtr Lowering::column(Node body) {
  ExprPtr result = make(ExprKind::Column, body);
  for (Node field : body["fields"]) {
    if (field.tag() == "A_Star")
      result->kind = ExprKind::Star;
    else
      result->path.push_back(text(field["String"]["sval"]));
  }
  return result;
}

ExprPtr Lowering::parameter(Node body) {
  ExprPtr result = make(ExprKind::Param, body);
  result->number = static_cast<int32_t>(body["number"].integer());
  int32_t hole = Source ? Source->holeOfParameter(result->number) : -1;
  if (hole < 0 && Source) { // "$" + std::to_string(n): the digits are a hole's
    int64_t begin = body["location"].integer();
    hole = Source->holeBetween(begin + 1, begin + 1 + static_cast<int64_t>(std::to_string(result->number).size()));
  }
  if (hole >= 0) {
    result->kind = ExprKind::Hole;
    result->number = hole;
  }
  return result;
}

ExprPtr Lowering::constant(Node body) {
  ExprPtr result = make(ExprKind::Const, body);
  if (Node string = body["sval"]) {
    result->constant = ConstKind::String;
    result->value = string["sval"].str();
  } else if (Node integer = body["ival"]) {
    result->constant = ConstKind::Integer;
    result->value = std::to_string(integer["ival"].integer());
  } else if (Node number = body["fval"]) {
    result->constant = ConstKind::Float;
    result->value = number["fval"].str();
  } else if (Node truth = body["boolval"]) {
    result->constant = ConstKind::Boolean;
    result->value = truth["boolval"].boolean() ? "true" : "false";
  } else if (Node bits = body["bsval"]) {
    result->constant = ConstKind::BitString;
    result->value = bits["bsval"].str();
  }
  if (!Source)
    return result;
  int32_t hole = Source->holeIn(result->value);
  bool isNumber = result->constant == ConstKind::Integer || result->constant == ConstKind::Float;
  int64_t begin = body["location"].integer();
  if (hole < 0 && isNumber && begin >= 0)
    hole = Source->holeBetween(begin, begin + static_cast<int64_t>(result->value.size()));
  if (hole >= 0) {
    result->kind = ExprKind::Hole;
    result->number = hole;
    result->value = text(result->value);
  }
  return result;
}

ExprPtr Lowering::boolean(Node body) {
  std::string_view op = body["boolop"].str();
  ExprPtr result = make(op == "OR_EXPR" ? ExprKind::Or : op == "NOT_EXPR" ? ExprKind::Not : ExprKind::And, body);
  for (Node argument : body["args"])
    result->args.push_back(condition(argument));
  return result;
}

ExprPtr Lowering::nullTest(Node body) {
  bool isNull = body["nulltesttype"].str() == "IS_NULL";
  return one(isNull ? ExprKind::IsNull : ExprKind::IsNotNull, body, body["arg"]);
}

ExprPtr Lowering::booleanTest(Node body) {
  ExprPtr result = one(ExprKind::BoolTest, body, body["arg"]);
  result->name = lower(body["booltesttype"].str().substr(3)); // IS_NOT_TRUE
  for (char &c : result->name)
    c = c == '_' ? ' ' : c;
  return result;
}

ExprPtr Lowering::caseOf(Node body) {
  ExprPtr result = make(ExprKind::Case, body);
  result->args.push_back(expr(body["arg"]));
  for (Node when : body["args"]) {
    Node test = when.body()["expr"];
    result->args.push_back(body["arg"] ? required(test) : condition(test));
    result->args.push_back(required(when.body()["result"]));
  }
  result->args.push_back(expr(body["defresult"]));
  return result;
}

ExprPtr Lowering::indirection(Node body) {
  if (body["indirection"].size() > MaxDepth) {
    TooDeep = true;
    return unknown("A_Indirection", body["arg"]);
  }
  ExprPtr result = required(body["arg"]);
  for (Node step : body["indirection"]) {
    bool isIndex = step.tag() == "A_Indices";
    auto outer = std::make_unique<Expr>();
    outer->kind = isIndex ? ExprKind::Index : ExprKind::Field;
    outer->location = result->location;
    outer->args.push_back(std::move(result));
    if (!isIndex)
      outer->name = step.tag() == "A_Star" ? "*" : text(step["String"]["sval"]);
    for (Node bound : {step.body()["lidx"], step.body()["uidx"]})
      if (isIndex && bound)
        outer->args.push_back(required(bound));
    result = std::move(outer);
  }
  return result;
}

void Lowering::refuseParameter(Node node) {
  if (Node parameter = node["ParamRef"]; parameter && Refused < 0)
    Refused = parameter["location"].integer();
}

ExprPtr Lowering::cast(Node body) {
  if (body["location"].integer() < 0) // interval $1
    refuseParameter(body["arg"]);
  ExprPtr result = one(ExprKind::Cast, body, body["arg"]);
  result->name = type(body["typeName"]);
  result->value = typeModifiers(body["typeName"]);
  if (result->location < 0) // interval '1 day' has the place of its type only
    result->location = offset(body["typeName"]);
  return result;
}

ExprPtr Lowering::sessionValue(Node body) {
  ExprPtr result = make(ExprKind::SessionValue, body);
  llvm::StringRef op(body["op"].str().data(), body["op"].str().size());
  op.consume_front("SVFOP_");
  op.consume_back("_N");
  result->name = op.lower();
  return result;
}

} // namespace pgtidy::sql
