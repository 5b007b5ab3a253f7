#include "analysis/row_security.h"

#include "isolation/suggest.h"

#include <algorithm>

namespace pgtidy::analysis {

/// Who owns a table passes its policies by unless they are forced; without a known role, the program may be the owner.
static bool needsForce(const sql::Table &table, const std::string &role) {
  return !table.forceRowSecurity && (role.empty() || table.owner.empty() || table.owner == role);
}

static int rank(const TableOwnership &owned) {
  return owned.kind == OwnerKind::Users ? 0 : owned.kind == OwnerKind::Column ? 1 : 2;
}

std::vector<Unprotected> unprotectedTables(const Ownership &ownership) {
  std::vector<std::pair<int, Unprotected>> found;
  for (const auto &[key, table] : ownership.catalog().tables()) {
    const TableOwnership *owned = ownership.find(key);
    bool isTable = table.kind == sql::RelationKind::Table && table.schema != "pg_temp";
    if (!isTable || !owned || owned->kind == OwnerKind::None || !table.policies.empty())
      continue;
    std::string sql = isolation::createPolicy(key, *owned, ownership);
    if (!sql.empty() && needsForce(table, ownership.model().role))
      sql += "\n" + isolation::forceRowSecurity(key);
    found.push_back({rank(*owned), {key, std::move(sql)}});
  }
  std::sort(found.begin(), found.end(), [](const auto &a, const auto &b) {
    return std::tie(a.first, a.second.table) < std::tie(b.first, b.second.table);
  });
  std::vector<Unprotected> tables;
  for (auto &[order, table] : found)
    tables.push_back(std::move(table));
  return tables;
}

} // namespace pgtidy::analysis
