// Sub-queries in expressions, with what has to hold for their result to matter.
#include "isolation/visit.h"
#include "isolation/walk.h"

#include <algorithm>
#include <set>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

/// What the value of a query in a condition has to be, for the row that it is asked of to count.
const Expr &yes() {
  static const Expr constant = [] {
    Expr made;
    made.kind = ExprKind::Const;
    made.constant = sql::ConstKind::Boolean;
    made.value = "true";
    return made;
  }();
  return constant;
}

} // namespace

/// Whether an expression reads rows of its own: in a sub-query, or by a function that is a query.
bool Walk::readsRows(const Expr *expr) {
  auto reads = [&](const sql::ExprPtr &part) { return readsRows(part.get()); };
  if (!expr)
    return false;
  if (expr->query || std::any_of(expr->args.begin(), expr->args.end(), reads) ||
      (expr->kind == ExprKind::Func && S.readsRows(*expr)))
    return true;
  if (!expr->func)
    return false;
  const sql::FuncDetail &detail = *expr->func;
  return reads(detail.filter) || std::any_of(detail.partitionBy.begin(), detail.partitionBy.end(), reads) ||
         std::any_of(detail.orderBy.begin(), detail.orderBy.end(), reads) ||
         std::any_of(detail.bounds.begin(), detail.bounds.end(), reads);
}

/// The parts of an AND at the top of WHERE, HAVING or ON: each is read where the others are true.
void Walk::conditions(const Expr *condition, const Frame &frame) {
  if (!readsRows(condition))
    return;
  if (condition->kind == ExprKind::And) {
    for (const sql::ExprPtr &part : condition->args)
      conditions(part.get(), frame);
    return;
  }
  size_t level = Way.size() - 1;
  const Expr *skipped = Way[level].skip;
  Way[level].skip = condition;
  expression(condition, frame, true);
  Way[level].skip = skipped;
}

/// `positive`: the truth of `expr` is what counts, false and unknown are alike.
void Walk::expression(const Expr *expr, const Frame &frame, bool positive) {
  if (!readsRows(expr))
    return;
  if (expr->query) {
    for (const sql::ExprPtr &part : expr->args)
      expression(part.get(), frame, false);
    const bool isLinked = expr->kind == ExprKind::InQuery && !expr->args.empty();
    query(*expr->query, &frame, frame.scope, false, frame.rights,
          isLinked ? Link{expr->args[0].get(), !positive} : Link{});
    return;
  }
  if (expr->kind == ExprKind::Case)
    return caseOf(*expr, frame);
  if (expr->kind == ExprKind::Func && S.readsRows(*expr))
    calledQuery(*expr, S.addCalled(*expr, frame), positive ? Link{&yes()} : Link{});
  if (expr->kind == ExprKind::Func)
    return call(*expr, frame);
  if (positive && expr->kind == ExprKind::Op && expr->name == "=" && expr->args.size() == 2)
    return comparedSubquery(*expr, frame);
  if (positive && expr->kind == ExprKind::In)
    return listedSubqueries(*expr, frame);
  size_t level = Way.size() - 1;
  bool isAnd = expr->kind == ExprKind::And && positive;
  for (size_t i = 0; i < expr->args.size(); ++i) {
    size_t before = Way[level].extra.size();
    for (size_t j = 0; isAnd && j < expr->args.size(); ++j)
      if (j != i)
        Way[level].extra.push_back({Fact::Kind::Truth, True, Operand::of(*expr->args[j], frame, 0), {}});
    expression(expr->args[i].get(), frame, positive && (isAnd || expr->kind == ExprKind::Or));
    Way[level].extra.resize(before);
  }
}

/// `x = (SELECT y …)`: only a row whose y is x makes it true.
void Walk::comparedSubquery(const Expr &expr, const Frame &frame) {
  for (size_t i = 0; i < 2; ++i) {
    const Expr &part = *expr.args[i], &other = *expr.args[1 - i];
    const Link link{readsRows(&other) ? nullptr : &other};
    if (part.kind == ExprKind::Scalar && part.query) {
      query(*part.query, &frame, frame.scope, false, frame.rights, link);
    } else if (part.kind == ExprKind::Func && S.readsRows(part)) {
      calledQuery(part, S.addCalled(part, frame), link);
      parts(part, frame);
    } else {
      expression(&part, frame, false);
    }
  }
}

/// `x IN (a, (SELECT y …))`: of the sub-query's rows only one whose y is x makes it true.
void Walk::listedSubqueries(const Expr &expr, const Frame &frame) {
  const Expr &x = *expr.args[0];
  const Link link{readsRows(&x) || R.mayMergeIn(expr, frame) ? nullptr : &x};
  expression(&x, frame, false);
  for (size_t i = 1; i < expr.args.size(); ++i)
    if (const Expr &part = *expr.args[i]; part.kind == ExprKind::Scalar && part.query)
      query(*part.query, &frame, frame.scope, false, frame.rights, link);
    else
      expression(&part, frame, false);
}

void Walk::under(Fact fact, const Expr *expr, const Frame &frame, bool positive) {
  size_t level = Way.size() - 1;
  Way[level].extra.push_back(fact);
  expression(expr, frame, positive);
  Way[level].extra.pop_back();
}

/// A result of CASE is read only where its condition is true.
void Walk::caseOf(const Expr &expr, const Frame &frame) {
  bool simple = expr.args[0] != nullptr;
  expression(expr.args[0].get(), frame, false);
  size_t i = 1;
  for (; i + 1 < expr.args.size(); i += 2) {
    expression(expr.args[i].get(), frame, false);
    Fact chosen{Fact::Kind::Truth, True, Operand::of(*expr.args[i], frame, 0), {}};
    if (simple)
      chosen = {Fact::Kind::Equal, True, Operand::of(*expr.args[0], frame, 0), chosen.a};
    under(chosen, expr.args[i + 1].get(), frame, false);
  }
  if (i < expr.args.size())
    expression(expr.args[i].get(), frame, false);
}

/// Whether an aggregate is one of this block, not of one around it: it reads a column of this block, in its sub-queries
/// by a name that they do not have, or there is no other.
static bool isOfBlock(const Expr &aggregate, const Frame &frame, Scene &scene) {
  if (!frame.outer)
    return true;
  std::set<std::string_view> inner;
  visitExpr(aggregate, [&](const Expr &, const Place &place) {
    for (size_t i = 0; place.tables && i < place.tables->size(); ++i)
      inner.insert((*place.tables)[i].alias);
  });
  bool isOwn = false;
  visitExpr(aggregate, [&](const Expr &part, const Place &place) {
    const bool isColumn = part.kind == ExprKind::Column && !part.path.empty();
    const bool isNested = place.tables && !place.tables->empty();
    if (!isColumn || (isNested && (part.path.size() < 2 || inner.count(part.path[part.path.size() - 2]) > 0)))
      return;
    const int item = scene.find(frame, part.path);
    isOwn |= item >= frame.first && item < frame.last;
  });
  return isOwn;
}

void Walk::call(const Expr &expr, const Frame &frame) {
  Step &step = Way.back();
  const bool isOfRows = step.bare && !frame.isGrouped && frame.query && isAggregate(expr, S.ownership().catalog()) &&
                        mayBeSingleGroup(*frame.query, S.ownership().catalog()) && isOfBlock(expr, frame, S);
  if (!isOfRows)
    return parts(expr, frame);
  // What an aggregate takes in is read of each row, not of the one that it makes.
  const size_t level = Way.size() - 1;
  step.bare = false;
  parts(expr, frame);
  Way[level].bare = true;
}

void Walk::parts(const Expr &expr, const Frame &frame) {
  const sql::FuncDetail *detail = expr.func.get();
  for (const sql::ExprPtr &part : expr.args)
    expression(part.get(), frame, false);
  if (!detail)
    return;
  expression(detail->filter.get(), frame, false);
  for (const auto *list : {&detail->partitionBy, &detail->orderBy, &detail->bounds})
    for (const sql::ExprPtr &part : *list)
      expression(part.get(), frame, false);
}

void Walk::joinConditions(const Frame &frame) {
  int first = frame.first + (frame.hasTarget ? 1 : 0);
  auto next = [&](const sql::From &from) {
    joinConditions(from, first, frame);
    first += itemCount(from);
  };
  if (frame.from)
    for (const sql::FromPtr &from : *frame.from)
      next(*from);
  if (frame.source)
    next(*frame.source);
}

void Walk::joinConditions(const sql::From &from, int first, const Frame &frame) {
  if (from.left && from.right) {
    joinConditions(*from.left, first, frame);
    joinConditions(*from.right, first + itemCount(*from.left), frame);
  }
  if (from.on)
    conditions(from.on.get(), S.seenByOn(from, first, frame));
  for (const sql::ExprPtr &function : from.functions)
    expression(function.get(), frame, false);
}

void Walk::output(const sql::Query &query, const Frame &frame) {
  for (const sql::Target &target : query.targets)
    expression(target.value.get(), frame, false);
  for (const sql::ExprPtr &key : query.distinctOn)
    expression(key.get(), frame, false);
  for (const sql::OrderItem &item : query.orderBy)
    expression(item.value.get(), frame, false);
  expression(query.limit.get(), frame, false);
  expression(query.offset.get(), frame, false);
}

} // namespace pgtidy::analysis::isolation
