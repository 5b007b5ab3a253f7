#include "analysis/auth.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace pgtidy::analysis {

std::string foldedName(std::string_view name) {
  std::string folded;
  for (unsigned char c : name)
    if (c != '_')
      folded += static_cast<char>(std::tolower(c));
  return folded;
}

static bool hasColumns(const sql::Table &table, const std::vector<std::string> &wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string &name) {
    std::string folded = foldedName(name);
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [&](const sql::Column &column) { return foldedName(column.name) == folded; });
  });
}

ManagedTables::ManagedTables(const facts::AuthProvider &provider, const sql::Catalog &catalog, bool isConfigured)
    : Provider(provider), Catalog(catalog), IsConfigured(isConfigured), IsKnown(isConfigured) {
  recognise();
}

const facts::ProviderTable *ManagedTables::named(std::string_view name) const {
  std::string folded = foldedName(name);
  for (const facts::ProviderTable &table : Provider.tables)
    if (std::string own = foldedName(table.name); folded == own || folded == own + "s")
      return &table;
  return nullptr;
}

bool ManagedTables::isOfProvider(std::string_view schema) const {
  return std::find(Provider.schemas.begin(), Provider.schemas.end(), schema) != Provider.schemas.end();
}

void ManagedTables::recognise() {
  std::map<std::string, std::set<const facts::ProviderTable *>> evident; ///< by schema
  for (const auto &[key, table] : Catalog.tables()) {
    const facts::ProviderTable *same = named(table.name);
    if (!same || table.kind != sql::RelationKind::Table)
      continue;
    bool isOwn = isOfProvider(table.schema);
    if (!isOwn && !hasColumns(table, same->evidence.empty() ? same->columns : same->evidence))
      continue;
    Tables.emplace(&table, same);
    IsKnown |= isOwn;
    if (!same->evidence.empty())
      evident[table.schema].insert(same);
  }
  for (const auto &[schema, tables] : evident)
    IsKnown |= tables.size() >= 2;
  if (!IsKnown)
    Tables.clear();
}

const facts::ProviderTable *ManagedTables::find(const sql::Table &table) const {
  auto found = Tables.find(&table);
  return found == Tables.end() ? nullptr : found->second;
}

const facts::ProviderTable *ManagedTables::find(const sql::Name &name) const {
  if (!IsKnown || name.hole >= 0)
    return nullptr;
  if (const sql::Table *table = Catalog.find(name))
    return find(*table);
  if (isOfProvider(name.schema))
    return named(name.name);
  // The provider migrates its own tables, so that the project's schema need not have them.
  const facts::ProviderTable *same = named(name.name);
  bool isExact = same && foldedName(name.name) == foldedName(same->name);
  return IsConfigured && isExact && name.schema.empty() ? same : nullptr;
}

const facts::ProviderTable *ManagedTables::imitated(const sql::Table &table) const {
  if (!IsKnown || Tables.count(&table) || table.kind != sql::RelationKind::Table)
    return nullptr;
  const facts::ProviderTable *same = named(table.name);
  if (!same || foldedName(table.name) != foldedName(same->name))
    return nullptr;
  // A "session" may be a lesson and an "account" a bank's: what they hold says whether they are meant.
  if (same->evidence.empty())
    return same == &Provider.tables.front() && hasColumns(table, {"email"}) ? same : nullptr;
  auto shared = std::count_if(same->evidence.begin(), same->evidence.end(),
                              [&](const std::string &name) { return hasColumns(table, {name}); });
  return 2 * static_cast<size_t>(shared) > same->evidence.size() ? same : nullptr;
}

} // namespace pgtidy::analysis
