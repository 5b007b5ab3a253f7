// Users who are named by several columns together, in the tables that have those columns.
#include "analysis/isolation.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace pgtidy::analysis {

bool Ownership::namesJointly(const sql::ForeignKey &foreign) const {
  const TableOwnership *users = find(foreign.schema + "." + foreign.table);
  return users && users->kind == OwnerKind::Users && foreign.columns.size() > 1 &&
         llvm::none_of(foreign.referenced,
                       [&](const std::string &column) {
                         return llvm::is_contained(users->ownerColumns, column) && keysOf(*users, column) != 0;
                       }) &&
         llvm::any_of(users->joint, [&](const JointKey &joint) {
           return !joint.predicate && std::is_permutation(joint.columns.begin(), joint.columns.end(),
                                                          foreign.referenced.begin(), foreign.referenced.end());
         });
}

bool Ownership::onlyJointUsers() const {
  bool any = false;
  for (const auto &[key, owned] : Tables) {
    any |= owned.hasJointKey();
    if (owned.kind == OwnerKind::Users && !owned.hasJointKey())
      return false;
  }
  return any;
}

/// The column of the users' key that `user_id` of another table has values of: that of the same name, else `id`, else
/// the last.
static const std::string &meantBy(const std::string &owner, const std::vector<std::string> &key) {
  for (const std::string &name : {owner, std::string("id")})
    if (auto found = llvm::find(key, name); found != key.end())
      return *found;
  return key.back();
}

std::vector<ParentLink> Ownership::linksByName(const sql::Table &table) const {
  std::vector<ParentLink> links;
  if (Model.ownerColumnsConfigured || !onlyJointUsers())
    return links;
  auto users = llvm::find_if(Tables, [](const auto &one) { return one.second.hasJointKey(); });
  const sql::Key *key = Schema.tables().at(users->first).primaryKey();
  for (const std::string &owner : Model.ownerColumns) {
    const bool leadsElsewhere = llvm::any_of(
        table.foreignKeys, [&](const sql::ForeignKey &foreign) { return llvm::is_contained(foreign.columns, owner); });
    if (!key || !table.column(owner) || leadsElsewhere)
      continue;
    ParentLink &link = links.emplace_back();
    link.parent = users->first;
    const std::string &named = meantBy(owner, key->columns);
    for (const std::string &column : key->columns)
      if (column == named || table.column(column)) {
        link.columns.push_back(column == named ? owner : column);
        link.referenced.push_back(column);
      }
  }
  return links;
}

} // namespace pgtidy::analysis
