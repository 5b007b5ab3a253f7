// Values that depend on conditions: CASE, COALESCE, NULLIF, a scalar sub-query.
#include "isolation/refutation.h"
#include "isolation/scalars.h"

namespace pgtidy::analysis::isolation {

using sql::Expr;
using sql::ExprKind;

/// The values that a CASE, COALESCE or NULLIF brings to one type.
static std::vector<Operand> broughtTogether(const Operand &operand) {
  const Expr &expr = *operand.expr;
  std::vector<Operand> values;
  const bool isCase = expr.kind == ExprKind::Case;
  for (size_t i = isCase ? 2 : 0; i < expr.args.size(); ++i)
    if (expr.args[i] && (!isCase || i % 2 == 0 || i + 1 == expr.args.size()))
      values.push_back(Operand::of(*expr.args[i], *operand.frame, operand.view));
  return isCase || expr.kind == ExprKind::Coalesce || expr.kind == ExprKind::NullIf ? values : std::vector<Operand>();
}

/// x of nullif(x, y), or NULL. Of a condition x, which y is true or false for, x is not y then.
void Refutation::nullIf(const Operand &operand, Cases &into) {
  const Expr &expr = *operand.expr;
  const Operand x = Operand::of(*expr.args[0], *operand.frame, operand.view),
                y = Operand::of(*expr.args[1], *operand.frame, operand.view), null = Operand::of(S.null());
  if (isCondition(*expr.args[0])) {
    into.emplace_back(std::vector<Fact>{{Fact::Kind::NotEqual, True, x, y}}, x);
    into.emplace_back(std::vector<Fact>{{Fact::Kind::Null, True, y, {}}}, x);
    into.emplace_back(std::vector<Fact>{}, null);
    return;
  }
  into.emplace_back(std::vector<Fact>{}, x);
  if (!isSignedIn(expr))
    into.emplace_back(std::vector<Fact>{{Fact::Kind::Equal, True, x, y}}, null);
}

bool Refutation::branches(const Operand &operand, Cases &into) {
  const Expr &expr = *operand.expr;
  if (mayMerge(broughtTogether(operand))) {
    into.emplace_back(std::vector<Fact>{}, Operand::of(S.terms().add()));
    return true;
  }
  auto part = [&](size_t i) { return Operand::of(*expr.args[i], *operand.frame, operand.view); };
  auto null = Operand::of(S.null());
  if (const std::vector<int> merged =
          expr.kind == ExprKind::Column ? S.merged(*operand.frame, expr.path) : std::vector<int>();
      !merged.empty()) {
    std::vector<Fact> before;
    for (int item : merged) {
      const Operand column = Operand::columnOf(item, S.columnNamed(item, expr.path.back()), operand.view);
      std::vector<Fact> here = before;
      if (item != merged.back())
        here.push_back({Fact::Kind::NotNull, True, column, {}});
      into.emplace_back(std::move(here), column);
      before.push_back({Fact::Kind::Null, True, column, {}});
    }
    return true;
  }
  if (expr.kind == ExprKind::Column) { // behind GROUPING SETS
    int item = S.find(*operand.frame, expr.path);
    into.emplace_back(std::vector<Fact>{},
                      Operand::columnOf(item, S.columnNamed(item, expr.path.back()), operand.view));
    into.emplace_back(std::vector<Fact>{}, null);
    return true;
  }
  if (expr.kind == ExprKind::Coalesce) {
    std::vector<Fact> before;
    for (size_t i = 0; i < expr.args.size(); ++i) {
      std::vector<Fact> here = before;
      if (i + 1 < expr.args.size())
        here.push_back({Fact::Kind::NotNull, True, part(i), {}});
      into.emplace_back(std::move(here), part(i));
      before.push_back({Fact::Kind::Null, True, part(i), {}});
    }
    return true;
  }
  if (expr.kind == ExprKind::NullIf) {
    nullIf(operand, into);
    return true;
  }
  if (summedUp(operand, into))
    return true;
  if (const Expr *array = unnested(expr)) {
    const Operand whole = Operand::of(*array, *operand.frame, operand.view);
    if (!elements(whole, into))
      into.assign(1, {{}, Operand::of(S.terms().add())});
    return true;
  }
  if (expr.kind == ExprKind::Scalar || expr.kind == ExprKind::Func) {
    int item = expr.kind == ExprKind::Func ? S.addCalled(expr, *operand.frame)
                                           : S.addSubquery(*expr.query, operand.frame, operand.frame->scope);
    if (item < 0)
      return false;
    Operand output = Operand::output(item, 0, operand.view);
    into.emplace_back(std::vector<Fact>{{Fact::Kind::Open, True, output, {}}}, output);
    into.emplace_back(std::vector<Fact>{}, null);
    return true;
  }
  if (expr.kind != ExprKind::Case)
    return false;
  std::vector<Fact> before;
  bool simple = expr.args[0] != nullptr;
  size_t count = expr.args.size();
  for (size_t i = 1; i + 1 < count; i += 2) {
    std::vector<Fact> here = before;
    if (simple) {
      here.push_back({Fact::Kind::Equal, True, part(0), part(i)});
    } else {
      here.push_back({Fact::Kind::Truth, True, part(i), {}});
      before.push_back({Fact::Kind::Truth, False | Unknown, part(i), {}});
    }
    into.emplace_back(std::move(here), part(i + 1));
  }
  bool hasElse = count % 2 == 0 && expr.args[count - 1];
  into.emplace_back(std::move(before), hasElse ? part(count - 1) : null);
  return true;
}

/// nullif(current_setting('app.user_id', true), '') of who is signed in is not NULL.
bool Refutation::isSignedIn(const Expr &expr) const {
  if (!SignedIn)
    return false;
  const std::optional<std::string> user = userText(expr, S.ownership(), HoleNames);
  return user && user->front() != '$' &&
         (Selected.kind == Principals::Kind::Every || Selected.kind == Principals::Kind::OfSession ||
          (Selected.kind == Principals::Kind::One && Selected.one == *user));
}

/// Replaces the branching operand of a fact by each of its cases.
bool Refutation::applyBranching(Situation &s, const Fact &fact, const Operand &branching, bool first) {
  Cases cases;
  if (!branches(branching, cases)) {
    // A condition used as a value: it can be compared with true and false.
    if (fact.kind == Fact::Kind::Null || fact.kind == Fact::Kind::NotNull)
      return truth(s, branching, fact.kind == Fact::Kind::Null ? Unknown : True | False);
    if (fact.kind == Fact::Kind::Stranger) // there is nothing it is compared with
      return true;
    const Operand &other = first ? fact.b : fact.a;
    Resolved value = resolve(s, other);
    if (value.kind != Resolved::Kind::Value || S.terms().kind(value.term) != TermKind::Boolean)
      return true;
    static const std::string yes = "true";
    bool isTrue = value.term == S.constant(TermKind::Boolean, yes, -1);
    if (fact.kind == Fact::Kind::Equal || fact.kind == Fact::Kind::Same)
      return truth(s, branching, isTrue ? True : False);
    if (fact.kind == Fact::Kind::NotEqual)
      return truth(s, branching, isTrue ? False : True);
    return true;
  }
  std::vector<std::vector<Fact>> alternatives;
  for (auto &[facts, value] : cases) {
    Fact replaced = fact;
    (first ? replaced.a : replaced.b) = value;
    facts.push_back(replaced);
    bool isNull = value.kind == Operand::Kind::Value && value.term == S.null();
    if (isNull &&
        (fact.kind == Fact::Kind::Equal || fact.kind == Fact::Kind::NotEqual || fact.kind == Fact::Kind::NotNull ||
         fact.kind == Fact::Kind::AtMost || fact.kind == Fact::Kind::Below))
      continue;
    alternatives.push_back(std::move(facts));
  }
  if (alternatives.empty())
    return false;
  either(s, std::move(alternatives));
  return true;
}

} // namespace pgtidy::analysis::isolation
