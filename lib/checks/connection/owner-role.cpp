#include "endpoints.h"

#include "analysis/isolation.h"

namespace pgtidy::checks {

using analysis::Endpoint;

static const sql::Table *protectedTable(const sql::Catalog &catalog) {
  for (const auto &[name, table] : catalog.tables())
    if (table.rowSecurity && !table.policies.empty())
      return &table;
  return nullptr;
}

/// A protected table that `role` owns and that is not forced.
static const sql::Table *ownedBy(const sql::Catalog &catalog, llvm::StringRef role) {
  for (const auto &[name, table] : catalog.tables())
    if (table.rowSecurity && !table.policies.empty() && !table.forceRowSecurity && role == table.owner)
      return &table;
  return nullptr;
}

static bool isForPrograms(const Endpoint &endpoint, const analysis::Endpoints &all) {
  return endpoint.call ||
         (endpoint.variable && !analysis::isTemplate(*endpoint.file) && all.isRead(endpoint.variable->name));
}

Findings connection_owner_role(const Input &input) {
  const sql::Catalog &catalog = input.conclusions.ownership->catalog();
  const sql::Table *table = protectedTable(catalog);
  if (!table)
    return {};
  Findings findings;
  for (const Endpoint *endpoint : allEndpoints(input)) {
    const analysis::EndpointSetting *user = endpoint->find("user");
    if (!user || !user->isKnown() || !isForPrograms(*endpoint, input.conclusions.endpoints))
      continue;
    const sql::Table *owned = ownedBy(catalog, user->value);
    if (!owned && !analysis::isMadeToBypass(user->value))
      continue;
    findings.push_back(endpointFinding(input, *endpoint, user->location,
                                       owned
                                           ? "the role '" + user->value + "' owns '" + owned->name +
                                                 "', and policies do not hold for the owner; "
                                                 "connect as a role that owns nothing"
                                           : "the role '" + user->value + "' passes by all row-level security ('" +
                                                 table->name + "' has policies); connect as a role without BYPASSRLS"));
    findings.back().advice = "  CREATE ROLE app LOGIN PASSWORD '…' NOBYPASSRLS;\n"
                             "  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app;";
  }
  keepOnce(findings);
  return findings;
}

} // namespace pgtidy::checks
