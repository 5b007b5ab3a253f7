// The row-level security that would close a reference: nothing is proposed that would change nothing.
#include "isolation/readings.h"
#include "isolation/suggest.h"
#include "isolation/visit.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using ViewsOnTheWay = std::vector<const sql::Table *>;

constexpr size_t MostViews = 16;

/// Adds the views through which `name` reads the table `key`; whether it does.
bool addViews(const sql::Name &name, const std::string &key, const Ownership &ownership, ViewsOnTheWay &views) {
  const sql::Table *view = ownership.catalog().find(name);
  if (!view || !view->view)
    return ownership.key(name) == key;
  if (views.size() >= MostViews || std::find(views.begin(), views.end(), view) != views.end())
    return false;
  views.push_back(view);
  bool reads = false;
  visitTables(*view->view, [&](const sql::Name &inner) { reads |= addViews(inner, key, ownership, views); });
  if (!reads)
    views.erase(std::find(views.begin(), views.end(), view));
  return reads;
}

/// The policies have to hold for who reads through the views, not for who made them.
std::string letCallersIn(const ViewsOnTheWay &views) {
  std::string sql;
  for (const sql::Table *view : views)
    if (!view->securityInvoker)
      sql += "ALTER VIEW " + tableName(view->schema + "." + view->name) + " SET (security_invoker = true);\n";
  return sql;
}

bool isOwnedByRole(const std::string &key, const Ownership &ownership) {
  auto found = ownership.catalog().tables().find(key);
  const std::string &role = ownership.model().role;
  return found != ownership.catalog().tables().end() && !role.empty() &&
         ownership.catalog().isMember(role, found->second.owner);
}

bool isForced(const std::string &key, const Ownership &ownership) {
  auto found = ownership.catalog().tables().find(key);
  return found != ownership.catalog().tables().end() && found->second.forceRowSecurity;
}

} // namespace

std::string whyPoliciesFail(const Mention &mention, const Ownership &ownership) {
  const auto found = ownership.catalog().tables().find(mention.key);
  const UserModel &model = ownership.model();
  if (found == ownership.catalog().tables().end() || !found->second.rowSecurity || found->second.policies.empty())
    return "";
  const sql::Table &table = found->second;
  const std::string role = model.role.empty() ? "the program's role" : "`" + model.role + "`";
  if (model.bypassesRowSecurity)
    return "; its policies do not bind " + role + ", which passes by them (BYPASSRLS)";
  ViewsOnTheWay views;
  if (mention.throughView)
    addViews(*mention.name, mention.key, ownership, views);
  const auto asOwner = std::find_if(views.begin(), views.end(), [](const sql::Table *view) {
    return view->kind == sql::RelationKind::MaterializedView || !view->securityInvoker;
  });
  if (asOwner != views.end() && !table.forceRowSecurity)
    return "; its policies do not hold in the view `" + (*asOwner)->name + "`, which reads with its owner's rights";
  if (views.empty() && !table.forceRowSecurity && isOwnedByRole(mention.key, ownership))
    return "; its policies do not bind " + role + ", whose table it is, without FORCE ROW LEVEL SECURITY";
  for (const sql::Policy &policy : table.policies)
    if (policy.permissive && policy.usingExpr && policy.usingExpr->kind == sql::ExprKind::Const &&
        policy.usingExpr->value.starts_with('t'))
      return "; its policy `" + policy.name + "` lets all rows through";
  return "";
}

std::string policy(const Mention &mention, bool policiesSuffice, const Ownership &ownership) {
  bool isGuardable = mention.owned && mention.use != Use::Truncate && mention.use != Use::CopyIn;
  if (!isGuardable || ownership.model().bypassesRowSecurity)
    return "";
  ViewsOnTheWay views;
  if (mention.throughView)
    addViews(*mention.name, mention.key, ownership, views);
  bool isStored = std::any_of(views.begin(), views.end(),
                              [](const sql::Table *view) { return view->kind == sql::RelationKind::MaterializedView; });
  if (isStored)
    return "";
  std::string sql = letCallersIn(views);
  if (!policiesSuffice) {
    const bool isOfSchema = !ownership.catalog().empty() && mention.owned == ownership.find(mention.key);
    const std::string created = isOfSchema ? ownership.readings().policy(mention.key, ownership)
                                           : createPolicy(mention.key, *mention.owned, ownership);
    if (created.empty())
      return "";
    sql += created + "\n";
  }
  if (isOwnedByRole(mention.key, ownership) && !isForced(mention.key, ownership))
    sql += forceRowSecurity(mention.key) + "\n";
  return sql.substr(0, sql.find_last_not_of('\n') + 1);
}

} // namespace pgtidy::analysis::isolation
