// What a comparison says of the values on both sides.
#include "isolation/own_operators.h"
#include "isolation/refutation.h"
#include "isolation/scalars.h"

namespace pgtidy::analysis::isolation {

using sql::Expr;
using sql::ExprKind;

namespace {

bool isBooleanConstant(const Expr &expr) {
  return expr.kind == ExprKind::Const && expr.constant == sql::ConstKind::Boolean;
}

/// Conditions and boolean calls: what may stand beside `= true`.
bool looksBoolean(const Expr &expr) {
  return expr.kind != ExprKind::Const && expr.kind != ExprKind::Param && expr.kind != ExprKind::Hole;
}

} // namespace

bool Refutation::comparison(Situation &s, const Operand &operand, uint8_t mask) {
  const Expr &expr = *operand.expr;
  if (expr.args.size() != 2)
    return true;
  Operand a = Operand::of(*expr.args[0], *operand.frame, operand.view);
  Operand b = Operand::of(*expr.args[1], *operand.frame, operand.view);
  a.isForPostgres = b.isForPostgres = expr.isOfPostgres;
  std::string_view op = expr.name;
  if (op == "<>" || op == "!=") {
    op = "=";
    mask = negated(mask);
  }
  if (op == "=")
    return equality(s, a, b, mask);
  if (op != "<" && op != "<=" && op != ">" && op != ">=" && mayBeOwnOperator(expr, S.ownership().catalog()))
    return true;
  return ordering(s, op, a, b, mask);
}

/// What the parameter names in `call` = lower($1), where `call` is lower(email) and unique: the user, however written.
std::optional<Operand> Refutation::givenAlike(Situation &s, const Operand &call, const Operand &other) {
  const Expr *expr = other.kind == Operand::Kind::Expression ? other.expr : nullptr;
  if (!expr || expr->kind != ExprKind::Func || expr->path.empty() || expr->path.back() != call.expr->path.back() ||
      expr->args.size() != 1)
    return std::nullopt;
  std::string function = expr->path.back();
  expr = expr->args[0].get();
  while (expr && expr->kind == ExprKind::Func && !expr->path.empty() && expr->args.size() == 1 &&
         (expr->path.back() == "btrim" || expr->path.back() == "ltrim" || expr->path.back() == "rtrim")) {
    function += " of " + expr->path.back();
    expr = expr->args[0].get();
  }
  std::optional<std::string> text = expr ? argumentText(*expr, S.ownership(), HoleNames) : std::nullopt;
  if (!text)
    return std::nullopt;
  return Operand::of(scalarValue(s, *text + " in " + function + "()", *other.frame).term);
}

bool Refutation::equality(Situation &s, const Operand &a, const Operand &b, uint8_t mask) {
  if (isComparedByOwn(s, a, b))
    return true;
  for (bool first : {true, false}) {
    const Operand &constant = first ? a : b, &other = first ? b : a;
    if (!constant.expr || !other.expr || !isBooleanConstant(*constant.expr) || !looksBoolean(*other.expr))
      continue;
    bool isTrue = constant.expr->value == "true" || constant.expr->value == "t";
    return truth(s, other, isTrue ? mask : negated(mask));
  }
  for (bool first : {true, false}) // x - y = 0
    if (const Expr *zero = (first ? a : b).expr, *minus = (first ? b : a).expr;
        zero && minus && !mayBeOwnOperator(*minus, S.ownership().catalog()) && zero->kind == ExprKind::Const &&
        zero->constant == sql::ConstKind::Integer && zero->value == "0" && minus->kind == ExprKind::Op &&
        minus->name == "-" && minus->args.size() == 2) {
      const Operand &difference = first ? b : a;
      return equality(s, Operand::of(*minus->args[0], *difference.frame, difference.view),
                      Operand::of(*minus->args[1], *difference.frame, difference.view), mask);
    }
  for (bool first : {true, false}) // (x, y) = (SELECT …)
    if (const Operand &row = first ? a : b, &other = first ? b : a; mask == True && row.expr && other.expr &&
                                                                    row.expr->kind == ExprKind::Row &&
                                                                    other.expr->kind == ExprKind::Scalar) {
      equalOutputs(s, row, *other.expr->query, other);
      return true;
    }
  for (bool first : {true, false}) // lower(email) = lower($1)
    if (std::optional<Operand> unique = mask == True ? uniqueCall(first ? a : b) : std::nullopt)
      if (std::optional<Operand> given = givenAlike(s, first ? a : b, first ? b : a))
        return apply(s, {Fact::Kind::Equal, True, *unique, *given});
  if (mask == True)
    return apply(s, {Fact::Kind::Equal, True, a, b});
  if (mask == False)
    return apply(s, {Fact::Kind::NotEqual, True, a, b});
  if (mask == (False | Unknown)) {
    // What is known to be equal already can not fail to be so; what is no NULL fails only by being another.
    Resolved x = resolve(s, a), y = resolve(s, b);
    const bool areKnown = x.kind == Resolved::Kind::Value && y.kind == Resolved::Kind::Value;
    if (areKnown && s.equal.same(seenBy(s, x, y), seenBy(s, y, x)))
      return !(s.equal.traits(x.term) & NotNull);
    if (areKnown && ((s.equal.traits(x.term) | s.equal.traits(y.term)) & NotNull))
      return apply(s, {Fact::Kind::Distinct, True, a, b});
  }
  if (mask == (True | False)) {
    s.todo.push_back({Fact::Kind::NotNull, True, a, {}});
    s.todo.push_back({Fact::Kind::NotNull, True, b, {}});
  } else if (mask == Unknown) {
    either(s, {{{Fact::Kind::Null, True, a, {}}}, {{Fact::Kind::Null, True, b, {}}}});
  } else if (mask == (True | Unknown)) { // (a <> b) IS NOT TRUE
    either(s,
           {{{Fact::Kind::Equal, True, a, b}}, {{Fact::Kind::Null, True, a, {}}}, {{Fact::Kind::Null, True, b, {}}}});
  }
  return true;
}

bool Refutation::ordering(Situation &s, std::string_view op, const Operand &a, const Operand &b, uint8_t mask) {
  if (mask & Unknown || ((mask & True) && (mask & False)) || isComparedByOwn(s, a, b))
    return true;
  const Expr *x = a.expr, *y = b.expr;
  bool isOrder = op == "<" || op == "<=" || op == ">" || op == ">=";
  // (a, b) < (c, d) only where a <= c.
  if (isOrder && x && y && x->kind == ExprKind::Row && y->kind == ExprKind::Row && !x->args.empty() && !y->args.empty())
    return ordering(s, (op[0] == '<') == bool(mask & True) ? "<=" : ">=", Operand::of(*x->args[0], *a.frame, a.view),
                    Operand::of(*y->args[0], *b.frame, b.view), True);
  bool isStrict = isOrder || op == "~~" || op == "!~~" || op == "~~*" || op == "!~~*" || op == "~" || op == "~*";
  if (!isStrict)
    return true;
  bool holds = mask & True;
  bool less = (op[0] == '<') == holds;     // a below b, or not above it
  bool strict = (op.size() == 1) == holds; // NOT (a < b) is b <= a
  if (isOrder)
    return apply(s, {strict ? Fact::Kind::Below : Fact::Kind::AtMost, True, less ? a : b, less ? b : a});
  return apply(s, {Fact::Kind::NotNull, True, a, {}}) && apply(s, {Fact::Kind::NotNull, True, b, {}});
}

} // namespace pgtidy::analysis::isolation
