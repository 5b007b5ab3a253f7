// Calls of the schema's functions: which of their arguments are the principal.
#include "isolation/readings.h"
#include "isolation/walk.h"

#include <algorithm>
#include <functional>
#include <utility>

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
  int next = frame.first;
  const std::function<void(const sql::From &)> element = [&](const sql::From &from) {
    if (from.kind == sql::FromKind::Join) {
      for (const sql::FromPtr *side : {&from.left, &from.right})
        if (*side)
          element(**side);
      return;
    }
    const int item = next++;
    const Frame *seen = from.functions.empty() ? nullptr : S.before(frame, item);
    for (const sql::ExprPtr &function : from.functions)
      callsIn(function.get(), *seen);
  };
  for (const sql::FromPtr &from : query.from)
    element(*from);
}

void Walk::callsInOutput(const sql::Query &query, const Frame &frame) {
  for (const sql::Target &target : query.targets)
    callsIn(target.value.get(), frame);
}

/// Not in sub-queries. A function that writes may do so for rows that a condition leaves out later.
void Walk::callsIn(const Expr *expr, const Frame &frame) {
  if (!expr)
    return;
  for (const sql::ExprPtr &part : expr->args)
    callsIn(part.get(), frame);
  if (expr->kind != ExprKind::Func || expr->path.empty() || expr->args.empty() ||
      S.ownership().catalog().functions.empty())
    return;
  const std::string schema = expr->path.size() > 1 ? expr->path[expr->path.size() - 2] : "";
  const Ownership &owners = S.ownership();
  const std::vector<const sql::Function *> named = owners.catalog().functionsNamed(schema, expr->path.back());
  bool isFollowed = !named.empty() && std::all_of(named.begin(), named.end(), [&](const sql::Function *one) {
    return !one->body.empty() && owners.readings().onlyReads(*one, owners);
  });
  for (const sql::ExprPtr &argument : expr->args)
    if (isFollowed && argument && readsColumn(*argument)) {
      const UserKeys keys = principalBy(*argument, frame);
      auto [known, isNew] = Given.emplace(argument.get(), keys);
      known->second &= keys;
    }
}

/// The query of a function stands in the place of the call; what it reads, and what it calls, is told of the call.
void Walk::calledQuery(const Expr &call, int index, const Link &link) {
  if (!S.isPlainCall(call))
    return; // judged by what it does
  std::vector<Mention> outer = std::exchange(Found, {});
  const sql::Name *view = std::exchange(View, nullptr);
  const bool areClosed = std::exchange(CallsAreClosed, index >= 0);
  if (index >= 0) {
    const Item &item = S.item(index);
    query(*item.query, item.outer, item.scope, S.givesFirstRow(call), item.rights, link);
  }
  const bool isClosed = CallsAreClosed && std::all_of(Found.begin(), Found.end(),
                                                      [](const Mention &one) { return one.closed && !one.tooLarge; });
  View = view;
  Found = std::move(outer);
  CallsAreClosed = areClosed && isClosed;
  auto [known, isNew] = Called.emplace(&call, isClosed);
  known->second &= isClosed;
}

/// By which columns of the users table a value is the principal's.
UserKeys Walk::principalBy(const Expr &value, const Frame &frame) {
  UserKeys keys = 0;
  for (size_t number = 0; number < S.ownership().userKeyCount(); ++number) {
    const UserKeys one = 1u << number;
    Refutation::Supposition supposed;
    supposed.facts.push_back({Fact::Kind::NotNull, True, Operand::of(value, frame, 0), {}});
    supposed.facts.push_back({Fact::Kind::Stranger, True, Operand::of(value, frame, 0), {}, one});
    if (R.refute(Way, supposed).closed)
      keys |= one;
  }
  return keys;
}

} // namespace pgtidy::analysis::isolation
