#include "policies.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace pgtidy::checks {

/// Names that leave no doubt. What is told to others by its nature (a public key, a certificate) is not among them.
static bool isSecret(llvm::StringRef column) {
  static constexpr llvm::StringLiteral Names[] = {"password",
                                                  "passwd",
                                                  "passphrase",
                                                  "password_hash",
                                                  "hashed_password",
                                                  "encrypted_password",
                                                  "secret",
                                                  "secret_key",
                                                  "client_secret",
                                                  "webhook_secret",
                                                  "private_key",
                                                  "api_key",
                                                  "apikey",
                                                  "api_secret",
                                                  "access_token",
                                                  "refresh_token",
                                                  "session_token",
                                                  "auth_token",
                                                  "bearer_token",
                                                  "oauth_token",
                                                  "reset_token",
                                                  "otp_secret",
                                                  "totp_secret",
                                                  "recovery_code",
                                                  "recovery_codes",
                                                  "backup_code",
                                                  "backup_codes",
                                                  "ssn",
                                                  "social_security_number",
                                                  "credit_card",
                                                  "card_number",
                                                  "credit_card_number",
                                                  "cvv",
                                                  "cvc",
                                                  "iban",
                                                  "passport_number",
                                                  "national_id",
                                                  "tax_id",
                                                  "bank_account",
                                                  "routing_number"};
  return llvm::is_contained(Names, column.lower());
}

static bool isOfEverybody(const sql::TableGrant &grant) {
  return grant.role == "public" || analysis::isInterfaceRole(grant.role);
}

static const sql::Column *secretIn(const sql::Table &table, const sql::TableGrant &grant) {
  auto column = llvm::find_if(table.columns, [&](const sql::Column &each) {
    return isSecret(each.name) && (grant.columns.empty() || llvm::is_contained(grant.columns, each.name));
  });
  return column == table.columns.end() ? nullptr : &*column;
}

static findings::Finding readable(const Input &input, const sql::Table &table, const sql::TableGrant &grant,
                                  const sql::Column &column) {
  const std::string who = grant.role == "public" ? "everybody" : "role '" + grant.role + "'";
  const bool isAtTable = grant.isWide; // a statement for many tables is not the place
  findings::Finding finding =
      findingAt(input, isAtTable ? (column.origin.file >= 0 ? column.origin : table.origin) : grant.origin,
                (isAtTable ? who + " may read '" : "lets " + who + " read '") + column.name + "' of '" +
                    shownTable(table) + "', which has no row-level security; grant the other columns by name");
  if (isAtTable)
    finding.notes.push_back({placeOf(input, grant.origin), "granted with other tables here"});
  finding.advice = "REVOKE SELECT ON " + shownTable(table) + " FROM " +
                   (grant.role == "public" ? "PUBLIC" : identifier(grant.role)) + ";";
  return finding;
}

Findings schema_readable_secret(const Input &input) {
  Findings findings;
  if (!input.conclusions.schema)
    return findings;
  const sql::Catalog &catalog = input.conclusions.schema->catalog;
  std::set<std::string> seen;
  for (const sql::TableGrant &grant : catalog.grants) {
    auto found = catalog.tables().find(grant.table);
    if (found == catalog.tables().end() || grant.privilege != "select" || !isOfEverybody(grant) ||
        found->second.rowSecurity || (grant.isWide && !analysis::isInterfaceSchema(found->second.schema)) ||
        found->second.kind != sql::RelationKind::Table || grant.origin.file < 0)
      continue;
    const sql::Column *column = secretIn(found->second, grant);
    if (column && seen.insert(grant.table).second)
      findings.push_back(readable(input, found->second, grant, *column));
  }
  return findings;
}

} // namespace pgtidy::checks
