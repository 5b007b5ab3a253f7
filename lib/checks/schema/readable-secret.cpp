#include "policies.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::checks {

static bool isSecret(llvm::StringRef name) {
  for (llvm::StringRef word : {"password", "passwd", "password_hash", "secret", "client_secret", "api_key",
                               "access_token", "refresh_token", "private_key", "credit_card", "card_number", "ssn"})
    if (name == word)
      return true;
  return false;
}

Findings schema_readable_secret(const Input &input) {
  Findings findings;
  if (!input.conclusions.schema)
    return findings;
  const sql::Catalog &catalog = input.conclusions.schema->catalog;
  for (const sql::TableGrant &grant : catalog.grants) {
    auto found = catalog.tables().find(grant.table);
    bool reads = grant.privilege == "select" || grant.privilege == "all";
    bool everyone = grant.role == "public" || grant.role == "anon" || grant.role == "anonymous";
    if (found == catalog.tables().end() || !reads || !everyone || found->second.rowSecurity)
      continue;
    auto column = llvm::find_if(found->second.columns, [](const sql::Column &each) { return isSecret(each.name); });
    if (column == found->second.columns.end())
      continue;
    findings::Finding finding =
        findingAt(input, grant.origin,
                  "lets everybody read '" + column->name + "' of '" + shownTable(found->second) +
                      "', which has no row-level security; grant the other columns by name");
    finding.advice = "REVOKE SELECT ON " + shownTable(found->second) + " FROM " +
                     (grant.role == "public" ? "PUBLIC" : identifier(grant.role)) + ";";
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace pgtidy::checks
