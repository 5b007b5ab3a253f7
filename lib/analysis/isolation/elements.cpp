// What the elements of an array may be.
#include "isolation/own_operators.h"
#include "isolation/refutation.h"
#include "isolation/scalars.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

bool isEmptyArray(const Expr &expr) {
  return expr.kind == ExprKind::Const &&
         (expr.constant == sql::ConstKind::Null || (expr.constant == sql::ConstKind::String && expr.value == "{}"));
}

} // namespace

/// Whether the element of an array stays what it is where that is cast so.
bool Refutation::keepsElement(const Expr &cast, const Operand &element) {
  std::string_view type = cast.name;
  if (!cast.value.empty() || !type.ends_with("[]"))
    return false;
  const std::string to = baseOf(type.substr(0, type.find('[')), S.ownership().catalog());
  const Expr *value = element.kind == Operand::Kind::Expression ? element.expr : nullptr;
  const bool isScalar =
      value && (value->kind == ExprKind::Const || scalarText(*value, S.ownership(), HoleNames).has_value());
  return (isScalar && keepsScalar(to)) || isExactCast(typeAsWritten(element), to);
}

/// ARRAY[…] under casts that leave the elements what they are; null for other expressions.
const Expr *Refutation::arrayLiteral(const Expr *expr, const Frame &frame) {
  std::vector<const Expr *> casts;
  for (; expr && expr->kind == ExprKind::Cast && !expr->args.empty(); expr = expr->args[0].get())
    casts.push_back(expr);
  if (!expr || expr->kind != ExprKind::Array)
    return nullptr;
  const bool areKept = std::all_of(casts.begin(), casts.end(), [&](const Expr *cast) {
    return std::all_of(expr->args.begin(), expr->args.end(), [&](const sql::ExprPtr &element) {
      return keepsElement(*cast, Operand::of(*element, frame, 0));
    });
  });
  return areKept ? expr : nullptr;
}

/// The elements that an array may have, each with what then holds. False where nothing is known of them.
bool Refutation::elements(const Operand &array, Cases &into) {
  if (array.kind != Operand::Kind::Expression || !spend(4))
    return false;
  const Expr &expr = *array.expr;
  auto part = [&](size_t i) { return Operand::of(*expr.args[i], *array.frame, array.view); };
  if (isEmptyArray(expr))
    return true;
  if (expr.kind == ExprKind::Cast) {
    const size_t first = into.size();
    return elements(part(0), into) && std::all_of(into.begin() + static_cast<ptrdiff_t>(first), into.end(),
                                                  [&](const auto &one) { return keepsElement(expr, one.second); });
  }
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
  if (isPlainAggregate(expr, "array_agg", S.ownership().catalog()) && isOfAllRows(array)) {
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
