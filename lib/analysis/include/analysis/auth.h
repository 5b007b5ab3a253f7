// Which tables are a provider's of authentication.
#pragma once

#include "facts/auth_provider.h"
#include "sql/catalog.h"

#include <map>
#include <string>
#include <string_view>

namespace pgtidy::analysis {

/// "userId", "user_id" and "userid" are one name.
std::string foldedName(std::string_view name);

class ManagedTables {
public:
  /// Recognises `provider` in the schema by strong evidence: a schema of its own, or two tables with the columns that
  /// tell them. `isConfigured` takes it for given.
  ManagedTables(const facts::AuthProvider &provider, const sql::Catalog &catalog, bool isConfigured);

  /// Whether the provider is there.
  bool areKnown() const { return IsKnown; }
  /// The provider's table that `name` means; null when it means none.
  const facts::ProviderTable *find(const sql::Name &name) const;
  const facts::ProviderTable *find(const sql::Table &table) const;
  /// The provider's table whose name `table` has without being one; null when there is none.
  const facts::ProviderTable *imitated(const sql::Table &table) const;
  const facts::AuthProvider &provider() const { return Provider; }

private:
  const facts::AuthProvider &Provider;
  const sql::Catalog &Catalog;
  bool IsConfigured;
  bool IsKnown = false;
  std::map<const sql::Table *, const facts::ProviderTable *> Tables;

  const facts::ProviderTable *named(std::string_view name) const;
  bool isOfProvider(std::string_view schema) const;
  void recognise();
};

} // namespace pgtidy::analysis
