// The value of an aggregate, by a row that it takes in.
#include "isolation/refutation.h"
#include "isolation/visit.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {

using sql::Expr;
using sql::ExprKind;

/// Whether the call is an aggregate whose value says something of a row.
bool Refutation::isSummedUp(const Operand &call) {
  static constexpr const char *Names[] = {"count", "max", "min", "bool_or"};
  return call.kind == Operand::Kind::Expression &&
         std::any_of(std::begin(Names), std::end(Names),
                     [&](const char *name) { return isPlainAggregate(*call.expr, name, S.ownership().catalog()); }) &&
         isOfAllRows(call);
}

/// Whether the aggregate is over rows of the block that it stands in, all or those of a group: of none that may leave
/// its row out by HAVING, and not of a block around it.
bool Refutation::isOfAllRows(const Operand &call) {
  const Frame *frame = call.frame;
  const sql::Query *query = frame ? frame->query : nullptr;
  if (!query || query->from.empty() || query->having || query->groupingSets)
    return false;
  bool isOwn = true, hasColumns = false, hasOwn = false;
  visitExpr(*call.expr, [&](const Expr &part, const Place &) {
    isOwn &= !part.query;
    if (part.kind != ExprKind::Column)
      return;
    const int item = S.find(*frame, part.path);
    hasColumns = true;
    hasOwn |= item >= frame->first && item < frame->last;
  });
  return isOwn && (hasOwn || !hasColumns);
}

/// A row that the aggregate takes in, which is none that is spoken of elsewhere: what holds of it, and the argument.
std::pair<std::vector<Fact>, Operand> Refutation::takenIn(const Operand &call) {
  spend(10);
  const Frame *rows = S.open(*call.frame->query, call.frame->outer, call.frame->scope, call.frame->rights);
  Operand row;
  row.frame = rows;
  row.view = call.view;
  std::vector<Fact> facts{{Fact::Kind::Row, True, row, {}}};
  const Expr &expr = *call.expr;
  if (expr.func && expr.func->filter)
    facts.push_back({Fact::Kind::Truth, True, Operand::of(*expr.func->filter, *rows, call.view), {}});
  const Operand argument = expr.args.empty() ? Operand{} : Operand::of(*expr.args[0], *rows, call.view);
  return {std::move(facts), argument};
}

/// What the aggregate may give, each with what then holds.
bool Refutation::summedUp(const Operand &call, Cases &into) {
  if (!isSummedUp(call))
    return false;
  auto [facts, argument] = takenIn(call);
  const std::string_view name = call.expr->path.back();
  const Operand null = Operand::of(S.null());
  if (name == "bool_or") {
    static const std::string yes = "true", no = "false";
    facts.push_back({Fact::Kind::Truth, True, argument, {}});
    into.emplace_back(std::move(facts), Operand::of(S.constant(TermKind::Boolean, yes, -1)));
    into.emplace_back(std::vector<Fact>{}, Operand::of(S.constant(TermKind::Boolean, no, -1)));
    into.emplace_back(std::vector<Fact>{}, null);
    return true;
  }
  if (argument.expr)
    facts.push_back({Fact::Kind::NotNull, True, argument, {}});
  const bool isCount = name == "count";
  into.emplace_back(std::move(facts), isCount ? Operand::of(S.terms().add()) : argument);
  into.emplace_back(std::vector<Fact>{}, isCount ? Operand::of(S.constant(TermKind::Integer, "0", -1)) : null);
  return true;
}

} // namespace pgtidy::analysis::isolation
