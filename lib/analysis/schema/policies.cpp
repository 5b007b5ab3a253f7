#include "analysis/policies.h"

#include "expressions.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace pgtidy::analysis {

using sql::Expr;
using sql::ExprKind;

namespace {

/// Functions without columns that say nothing about the session's user, or cost nothing.
constexpr llvm::StringLiteral Plain[] = {"now",
                                         "clock_timestamp",
                                         "statement_timestamp",
                                         "transaction_timestamp",
                                         "nullif",
                                         "to_timestamp",
                                         "make_interval",
                                         "array_position",
                                         "lower",
                                         "upper",
                                         "coalesce",
                                         "gen_random_uuid"};

bool hasColumn(const Expr &expr) {
  bool found = false;
  visitExpressions(expr,
                   [&](const Expr &part) { found |= part.kind == ExprKind::Column || part.kind == ExprKind::Star; });
  return found;
}

bool isSessionCall(const Expr &expr) {
  return expr.kind == ExprKind::Func && !expr.path.empty() && !hasColumn(expr) &&
         !llvm::is_contained(Plain, llvm::StringRef(expr.path.back()));
}

bool isQuery(ExprKind kind) {
  return kind == ExprKind::Scalar || kind == ExprKind::Exists || kind == ExprKind::InQuery ||
         kind == ExprKind::AnyQuery || kind == ExprKind::AllQuery || kind == ExprKind::ArrayQuery;
}

bool queryHasColumn(const sql::Query &query) {
  bool found = false;
  visitExpressions(query,
                   [&](const Expr &part) { found |= part.kind == ExprKind::Column || part.kind == ExprKind::Star; });
  return found;
}

/// Calls below `expr` that are made for each row; sub-queries with a FROM of their own are left alone.
void collectPerRow(const Expr &expr, bool correlated, std::vector<PerRow> &found) {
  if (isQuery(expr.kind) && expr.query) {
    for (const sql::ExprPtr &arg : expr.args)
      if (arg)
        collectPerRow(*arg, correlated, found);
    if (!expr.query->from.empty() || !queryHasColumn(*expr.query))
      return;
    for (const sql::Target &target : expr.query->targets)
      if (target.value)
        collectPerRow(*target.value, true, found);
    return;
  }
  if (isSessionCall(expr)) {
    found.push_back({&expr, correlated});
    return;
  }
  for (const sql::ExprPtr &arg : expr.args)
    if (arg)
      collectPerRow(*arg, correlated, found);
}

void collectOpen(const Expr &expr, std::vector<const Expr *> &found) {
  if (expr.kind == ExprKind::Or)
    for (const Expr *branch : branches(expr, ExprKind::Or)) {
      bool isNull = branch->kind == ExprKind::IsNull && isOfSession(*branch->args[0]);
      bool isEmpty = branch->kind == ExprKind::Op && branch->name == "=" && branch->args.size() == 2 &&
                     branch->args[1]->kind == ExprKind::Const && branch->args[1]->value.empty() &&
                     branch->args[1]->constant == sql::ConstKind::String && isOfSession(*branch->args[0]);
      if (isNull || isEmpty)
        found.push_back(branch);
    }
  for (const sql::ExprPtr &arg : expr.args)
    if (arg)
      collectOpen(*arg, found);
}

} // namespace

bool isAlwaysTrue(const Expr &condition) {
  if (condition.kind == ExprKind::Const)
    return condition.constant == sql::ConstKind::Boolean && condition.value == "true";
  if (condition.kind == ExprKind::Cast)
    return condition.args[0] && (isAlwaysTrue(*condition.args[0]) || condition.args[0]->value == "t");
  if (condition.kind == ExprKind::Or)
    return llvm::any_of(condition.args, [](const sql::ExprPtr &arg) { return arg && isAlwaysTrue(*arg); });
  return condition.kind == ExprKind::Op && condition.name == "=" && condition.args.size() == 2 &&
         condition.args[0]->kind == ExprKind::Const && condition.args[1]->kind == ExprKind::Const &&
         condition.args[0]->value == condition.args[1]->value &&
         condition.args[0]->constant == condition.args[1]->constant &&
         condition.args[0]->constant != sql::ConstKind::Null;
}

bool mentionsAny(const Expr &condition, const std::vector<std::string> &columns) {
  bool found = false;
  visitExpressions(condition, [&](const Expr &part) {
    found |= part.kind == ExprKind::Column && !part.path.empty() && llvm::is_contained(columns, part.path.back());
  });
  return found;
}

bool asksElsewhere(const Expr &condition) {
  bool found = false;
  visitExpressions(condition, [&](const Expr &part) {
    found |= part.query && !part.query->from.empty();
    found |= part.kind == ExprKind::Func && hasColumn(part);
    found |= part.kind == ExprKind::Unknown;
  });
  return found;
}

bool isOfSession(const Expr &expr) {
  switch (expr.kind) {
  case ExprKind::Cast:
  case ExprKind::Collate:
    return expr.args[0] && isOfSession(*expr.args[0]);
  case ExprKind::NullIf:
  case ExprKind::Coalesce:
    return !expr.args.empty() && expr.args[0] && isOfSession(*expr.args[0]);
  case ExprKind::Op: // auth.jwt() ->> 'org_id'
    return expr.args.size() == 2 && (expr.name == "->>" || expr.name == "->") && expr.args[0] &&
           isOfSession(*expr.args[0]);
  case ExprKind::Scalar:
    return expr.query && expr.query->from.empty() && expr.query->targets.size() == 1 && expr.query->targets[0].value &&
           isOfSession(*expr.query->targets[0].value);
  case ExprKind::SessionValue:
    return llvm::StringRef(expr.name).contains("user") || expr.name == "current_role";
  default:
    return isSessionCall(expr);
  }
}

std::vector<PerRow> perRowCalls(const Expr &condition) {
  std::vector<PerRow> found;
  collectPerRow(condition, false, found);
  return found;
}

std::vector<const Expr *> openWithoutUser(const Expr &condition) {
  std::vector<const Expr *> found;
  if (condition.kind == ExprKind::Or || condition.kind == ExprKind::And)
    collectOpen(condition, found);
  llvm::SmallVector<const Expr *> unique;
  for (const Expr *expr : found)
    if (!llvm::is_contained(unique, expr))
      unique.push_back(expr);
  return {unique.begin(), unique.end()};
}

std::vector<std::string> columnsOfSession(const Expr &condition) {
  std::vector<std::string> columns;
  for (const Expr *part : branches(condition, ExprKind::And)) {
    if (part->kind != ExprKind::Op || part->name != "=" || part->args.size() != 2)
      continue;
    for (bool reversed : {false, true}) {
      const Expr &column = *part->args[reversed ? 1 : 0], &other = *part->args[reversed ? 0 : 1];
      if (column.kind == ExprKind::Column && !column.path.empty() && isOfSession(other))
        columns.push_back(column.path.back());
    }
  }
  return columns;
}

std::vector<const Expr *> strictSettings(const Expr &condition) {
  std::vector<const Expr *> found;
  visitExpressions(condition, [&](const Expr &part) {
    if (part.kind == ExprKind::Func && !part.path.empty() && part.path.back() == "current_setting" &&
        part.args.size() == 1)
      found.push_back(&part);
  });
  return found;
}

std::vector<const Expr *> editableMetadata(const Expr &condition) {
  std::vector<const Expr *> found;
  visitExpressions(condition, [&](const Expr &part) {
    bool column = part.kind == ExprKind::Column && !part.path.empty() &&
                  (part.path.back() == "raw_user_meta_data" || part.path.back() == "user_metadata");
    bool key = part.kind == ExprKind::Op && part.args.size() == 2 && part.args[1] &&
               part.args[1]->kind == ExprKind::Const && llvm::StringRef(part.name).starts_with("-") &&
               (part.args[1]->value == "user_metadata" || part.args[1]->value == "raw_user_meta_data");
    if (column || key)
      found.push_back(&part);
  });
  return found;
}

void tablesOf(const sql::Query &query, llvm::function_ref<void(const sql::Name &)> visit) { visitTables(query, visit); }

void callsIn(const Expr &condition, llvm::function_ref<void(const Expr &)> visit) {
  visitExpressions(condition, [&](const Expr &part) {
    if (part.kind == ExprKind::Func && !part.path.empty())
      visit(part);
  });
}

void visitConstants(const Expr &condition, llvm::function_ref<void(llvm::StringRef)> visit) {
  visitExpressions(condition, [&](const Expr &part) {
    if (part.kind == ExprKind::Const && part.constant == sql::ConstKind::String)
      visit(part.value);
  });
}

bool appliesTo(const sql::Policy &policy, llvm::StringRef command) {
  return policy.command == "all" || command == policy.command;
}

bool isInterfaceRole(llvm::StringRef role) { return role == "anon" || role == "anonymous" || role == "authenticated"; }

bool isInterfaceSchema(llvm::StringRef schema) { return schema == "public" || schema == "api"; }

bool hasInterface(const sql::Catalog &catalog) {
  auto isOfInterface = [](const sql::Policy &policy) { return llvm::any_of(policy.roles, isInterfaceRole); };
  return llvm::any_of(catalog.roles, [](const auto &role) { return isInterfaceRole(role.first); }) ||
         llvm::any_of(catalog.grants, [](const sql::TableGrant &grant) { return isInterfaceRole(grant.role); }) ||
         llvm::any_of(catalog.tables(),
                      [&](const auto &item) { return llvm::any_of(item.second.policies, isOfInterface); });
}

bool isForUsers(const sql::Policy &policy, llvm::StringRef role) {
  return llvm::any_of(policy.roles, [&](llvm::StringRef name) {
    return name == "public" || isInterfaceRole(name) || (!role.empty() && name == role);
  });
}

} // namespace pgtidy::analysis
