// Whether a statement that writes also reads the rows that it writes to: then the policies of SELECT guard them too
// (CREATE POLICY, "Policies Applied by Command Type").
#include "isolation/scopes.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

/// Looks for a column of the target outside of sub-queries: one that is missed only means less protection.
class Reading {
public:
  Reading(Scene &scene, const Frame &frame) : S(scene), Around(frame) {}

  bool in(const sql::Expr *expr) {
    if (!expr)
      return false;
    const bool isWhole = expr->path.size() == 1 && expr->path[0] == S.item(Around.first).alias; // memos.*, memos
    if (expr->kind == sql::ExprKind::Star)
      return expr->path.empty() || isWhole;
    if (expr->kind == sql::ExprKind::Column) {
      int found = expr->path.empty() ? -1 : S.find(Around, expr->path);
      return found == Around.first || (found < 0 && isWhole);
    }
    return std::any_of(expr->args.begin(), expr->args.end(),
                       [this](const sql::ExprPtr &argument) { return in(argument.get()); });
  }
  bool in(const std::vector<sql::Target> &targets) {
    return std::any_of(targets.begin(), targets.end(), [this](const sql::Target &one) { return in(one.value.get()); });
  }
  bool in(const std::vector<sql::Assignment> &set) {
    return std::any_of(set.begin(), set.end(), [this](const sql::Assignment &one) { return in(one.value.get()); });
  }

private:
  Scene &S;
  const Frame &Around;
};

} // namespace

bool Scene::readsTarget(const sql::Statement &statement, const Frame &frame) {
  Reading reads(*this, frame);
  if (statement.update)
    return reads.in(statement.update->where.get()) || reads.in(statement.update->set) ||
           reads.in(statement.update->returning);
  if (statement.remove)
    return reads.in(statement.remove->where.get()) || reads.in(statement.remove->returning);
  if (statement.insert)
    return reads.in(statement.insert->returning);
  if (!statement.merge)
    return false;
  if (reads.in(statement.merge->on.get()))
    return true;
  const std::vector<sql::MergeAction> &actions = statement.merge->actions;
  return std::any_of(actions.begin(), actions.end(), [&](const sql::MergeAction &action) {
    return reads.in(action.condition.get()) || reads.in(action.set);
  });
}

} // namespace pgtidy::analysis::isolation
