// What the elements of an array may be.
#include "isolation/refutation.h"
#include "isolation/scalars.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

/// Whether the elements stay what they are.
bool keepsElements(const Expr &cast) {
  const std::string_view type = cast.name;
  return cast.value.empty() && type.ends_with("[]") && isExactCast("", std::string(type.substr(0, type.size() - 2)));
}

bool isEmptyArray(const Expr &expr) {
  return expr.kind == ExprKind::Const &&
         (expr.constant == sql::ConstKind::Null || (expr.constant == sql::ConstKind::String && expr.value == "{}"));
}

} // namespace

/// The elements that an array may have, each with what then holds. False where nothing is known of them.
bool Refutation::elements(const Operand &array, Cases &into) {
  if (array.kind != Operand::Kind::Expression || !spend(4))
    return false;
  const Expr &expr = *array.expr;
  auto part = [&](size_t i) { return Operand::of(*expr.args[i], *array.frame, array.view); };
  if (isEmptyArray(expr))
    return true;
  if (expr.kind == ExprKind::Cast)
    return keepsElements(expr) && elements(part(0), into);
  if (expr.kind == ExprKind::Array || expr.kind == ExprKind::Coalesce) {
    std::vector<Operand> all;
    for (size_t i = 0; i < expr.args.size(); ++i)
      all.push_back(part(i));
    if (mayMerge(all))
      return false;
    for (size_t i = 0; i < expr.args.size(); ++i)
      if (expr.kind == ExprKind::Array && expr.args[i]->kind != ExprKind::Array)
        into.emplace_back(std::vector<Fact>{}, part(i));
      else if (!elements(part(i), into))
        return false;
    return true;
  }
  if (expr.kind == ExprKind::ArrayQuery) {
    const Operand output = Operand::output(S.addSubquery(*expr.query, array.frame, array.frame->scope), 0, array.view);
    into.emplace_back(std::vector<Fact>{{Fact::Kind::Open, True, output, {}}}, output);
    return true;
  }
  if (isPlainAggregate(expr, "array_agg") && isOfAllRows(array)) {
    into.push_back(takenIn(array));
    return true;
  }
  int given = -1;
  if (expr.kind == ExprKind::Scalar)
    given = S.addSubquery(*expr.query, array.frame, array.frame->scope);
  else if (expr.kind == ExprKind::Func && S.givesValue(expr, *array.frame))
    given = S.addCalled(expr, *array.frame);
  const std::vector<Arm> arms = given < 0 ? std::vector<Arm>{} : armsOf(given);
  if (arms.size() != 1 || !arms[0].frame->targets || arms[0].frame->targets->size() != 1 ||
      !arms[0].frame->targets->front().value || arms[0].frame->grouped)
    return false;
  return elements(Operand::of(*arms[0].frame->targets->front().value, *arms[0].frame, array.view), into);
}

/// The value is an element of the array.
void Refutation::equalElement(Situation &s, const Operand &value, const Operand &array, Fact::Kind kind) {
  Cases cases;
  if (!elements(array, cases))
    return;
  std::vector<std::vector<Fact>> alternatives;
  for (auto &[facts, element] : cases) {
    facts.push_back({kind, True, value, element});
    alternatives.push_back(std::move(facts));
  }
  either(s, std::move(alternatives));
}

} // namespace pgtidy::analysis::isolation
