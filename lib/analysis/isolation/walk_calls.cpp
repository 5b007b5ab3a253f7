// Calls of the schema's functions: which of their arguments are the principal.
#include "isolation/readings.h"
#include "isolation/walk.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

bool readsColumn(const Expr &expr) {
  return expr.kind == ExprKind::Column || std::any_of(expr.args.begin(), expr.args.end(), [](const sql::ExprPtr &part) {
           return part && readsColumn(*part);
         });
}

} // namespace

/// The result of a call in FROM or in the output counts only where the conditions of the block hold.
void Walk::callsInFrom(const sql::Query &query, const Frame &frame) {
  for (const sql::FromPtr &from : query.from)
    callsIn(*from, frame);
}

void Walk::callsInOutput(const sql::Query &query, const Frame &frame) {
  for (const sql::Target &target : query.targets)
    callsIn(target.value.get(), frame, false);
}

void Walk::callsIn(const sql::From &from, const Frame &frame) {
  for (const sql::FromPtr *side : {&from.left, &from.right})
    if (*side)
      callsIn(**side, frame);
  for (const sql::ExprPtr &function : from.functions)
    callsIn(function.get(), frame, true);
}

/// Not in sub-queries. `onlyReads`: it may be called for rows that a condition leaves out.
void Walk::callsIn(const Expr *expr, const Frame &frame, bool onlyReads) {
  if (!expr)
    return;
  for (const sql::ExprPtr &part : expr->args)
    callsIn(part.get(), frame, onlyReads);
  if (expr->kind != ExprKind::Func || expr->path.empty() || expr->args.empty() ||
      S.ownership().catalog().functions.empty())
    return;
  const std::string schema = expr->path.size() > 1 ? expr->path[expr->path.size() - 2] : "";
  const Ownership &owners = S.ownership();
  const std::vector<const sql::Function *> named = owners.catalog().functionsNamed(schema, expr->path.back());
  bool isFollowed = !named.empty() && std::all_of(named.begin(), named.end(), [&](const sql::Function *one) {
    return !one->body.empty() && (!onlyReads || owners.readings().inlined(*one, owners));
  });
  for (const sql::ExprPtr &argument : expr->args)
    if (isFollowed && argument && readsColumn(*argument) && isPrincipal(*argument, frame))
      Given.push_back(argument.get());
}

bool Walk::isPrincipal(const Expr &value, const Frame &frame) {
  Refutation::Supposition supposed;
  supposed.facts.push_back({Fact::Kind::NotNull, True, Operand::of(value, frame, 0), {}});
  supposed.facts.push_back({Fact::Kind::Stranger, True, Operand::of(value, frame, 0), {}});
  return R.refute(Way, supposed).closed;
}

} // namespace pgtidy::analysis::isolation
