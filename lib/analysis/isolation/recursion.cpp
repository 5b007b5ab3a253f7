// Columns that a recursive CTE hands from step to step unchanged.
#include "isolation/scalars.h"
#include "isolation/scopes.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

/// What is known of the step: where the CTE is read, and what holds of each of its rows.
struct RecursiveStep {
  std::string_view alias;
  int mentions = 0;
  std::vector<const Expr *> conditions;
  std::vector<std::string> merged; ///< columns of USING
};

void collectConditions(const Expr *condition, std::vector<const Expr *> &into) {
  if (!condition)
    return;
  into.push_back(condition);
  if (condition->kind == ExprKind::And)
    for (const sql::ExprPtr &part : condition->args)
      collectConditions(part.get(), into);
}

void collect(const sql::From &from, const std::string &name, RecursiveStep &step) {
  if (from.kind == sql::FromKind::Table && from.table.schema.empty() && from.table.name == name) {
    step.alias = from.alias.empty() ? std::string_view(name) : std::string_view(from.alias);
    step.mentions += from.columnAliases.empty() ? 1 : 2; // renamed: not followed
  }
  if (from.kind != sql::FromKind::Join || !from.left || !from.right)
    return;
  collect(*from.left, name, step);
  collect(*from.right, name, step);
  if (from.join != sql::JoinKind::Inner)
    return;
  collectConditions(from.on.get(), step.conditions);
  step.merged.insert(step.merged.end(), from.usingColumns.begin(), from.usingColumns.end());
}

bool keeps(const Expr &target, std::string_view column, const RecursiveStep &step) {
  auto isSelf = [&](const Expr &expr) {
    return expr.kind == ExprKind::Column && expr.path.size() == 2 && expr.path[0] == step.alias &&
           expr.path[1] == column;
  };
  if (isSelf(target))
    return true;
  if (target.kind != ExprKind::Column || target.path.empty())
    return false;
  if (target.path.back() == column && std::find(step.merged.begin(), step.merged.end(), column) != step.merged.end())
    return true;
  return std::any_of(step.conditions.begin(), step.conditions.end(), [&](const Expr *one) {
    return one->kind == ExprKind::Op && one->name == "=" && one->args.size() == 2 && target.path.size() == 2 &&
           ((isSelf(*one->args[0]) && sameExpr(*one->args[1], target)) ||
            (isSelf(*one->args[1]) && sameExpr(*one->args[0], target)));
  });
}

Expr columnOf(std::string_view row, std::string_view name) {
  Expr column;
  column.kind = ExprKind::Column;
  column.path = {std::string(row), std::string(name)};
  return column;
}

/// What the step selects, as far as that is columns of its rows: `f.*` is the columns of f, and `r.*` those of the CTE,
/// which are called `names`.
std::vector<Expr> targetsOf(const sql::Query &query, const Outputs &outputs, const std::vector<std::string> &names,
                            const RecursiveStep &step) {
  std::vector<Expr> all;
  for (size_t i = 0; i < query.targets.size(); ++i) {
    const Expr *target = query.targets[i].value.get();
    if (!target)
      break;
    if (target->kind == ExprKind::Column) {
      all.push_back(Expr());
      all.back().kind = ExprKind::Column;
      all.back().path = target->path;
      continue;
    }
    if (target->kind != ExprKind::Star) {
      all.emplace_back();
      continue;
    }
    if (target->path.size() != 1)
      break; // of which rows is not looked up
    if (target->path[0] == step.alias) {
      for (const std::string &name : names)
        all.push_back(columnOf(step.alias, name));
      continue;
    }
    if (outputs.open)
      break;
    for (const Output &output : outputs.columns)
      if (output.target == static_cast<int>(i))
        all.push_back(columnOf(target->path[0], output.name));
  }
  return all;
}

} // namespace

/// By position; null when there are none.
const std::vector<bool> *Scene::keptColumns(const sql::Cte &cte, const CteScope *scope) {
  auto [entry, isNew] = Kept.try_emplace(&cte);
  std::vector<bool> &kept = entry->second;
  const sql::Query *whole = cte.statement ? cte.statement->select.get() : nullptr;
  if (isNew && whole && whole->setOp == sql::SetOp::Union && whole->left && whole->right && whole->ctes.empty() &&
      !whole->limit && !whole->offset && whole->right->setOp == sql::SetOp::None && whole->right->values.empty()) {
    RecursiveStep step;
    for (const sql::FromPtr &from : whole->right->from)
      collect(*from, cte.name, step);
    collectConditions(whole->right->where.get(), step.conditions);
    const Outputs &first = outputs(*whole->left, scope);
    if (step.mentions == 1 && !first.open) {
      std::vector<std::string> names;
      for (size_t i = 0; i < first.columns.size(); ++i)
        names.emplace_back(i < cte.columnAliases.size() ? std::string_view(cte.columnAliases[i])
                                                        : first.columns[i].name);
      const std::vector<Expr> targets = targetsOf(*whole->right, outputsOf(*whole->right, scope), names, step);
      for (size_t i = 0; i < targets.size() && i < names.size(); ++i)
        kept.push_back(keeps(targets[i], names[i], step));
    }
  }
  return std::find(kept.begin(), kept.end(), true) == kept.end() ? nullptr : &kept;
}

} // namespace pgtidy::analysis::isolation
