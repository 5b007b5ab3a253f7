// Users who are named by several columns together, in the tables that have those columns.
#include "analysis/isolation.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

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

/// The column of the users' key that `user_id` of another table has values of: that of the same name, else `id`, else
/// the last.
static const std::string &meantBy(const std::string &owner, const std::vector<std::string> &key) {
  for (const std::string &name : {owner, std::string("id")})
    if (auto found = llvm::find(key, name); found != key.end())
      return *found;
  return key.back();
}

/// Whether one user has the column of a joint key by the way it is made: a sequence or a random UUID fills it, or the
/// key has only the time that the table is partitioned by beside it, which PostgreSQL asks for (Table Partitioning,
/// Limitations). A tenant by whom it is partitioned is a part of the name.
static bool isUserByMaking(const sql::Table &users, const std::string &name) {
  const sql::Column *column = users.column(name);
  if (!column)
    return false;
  auto isTime = [&](const std::string &other) {
    const sql::Column *by = users.column(other);
    return by && llvm::is_contained(users.partitionedBy, other) &&
           (by->type == "date" || llvm::StringRef(by->type).starts_with("timestamp"));
  };
  const llvm::StringRef made = column->defaultText;
  return column->identity || column->serial || made.contains_insensitive("nextval(") ||
         made.contains_insensitive("gen_random_uuid(") || made.contains_insensitive("uuid_generate_v") ||
         llvm::all_of(users.primaryKey()->columns,
                      [&](const std::string &other) { return other == name || isTime(other); });
}

bool Ownership::onlyJointUsers() const {
  bool any = false;
  for (const auto &[key, owned] : Tables) {
    any |= owned.hasJointKey();
    if (owned.kind != OwnerKind::Users)
      continue;
    auto users = Schema.tables().find(key);
    const sql::Key *primary = users == Schema.tables().end() ? nullptr : users->second.primaryKey();
    const bool isMade = primary && llvm::any_of(Model.ownerColumns, [&](const std::string &owner) {
                          return isUserByMaking(users->second, meantBy(owner, primary->columns));
                        });
    if (!owned.hasJointKey() || isMade)
      return false;
  }
  return any;
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
