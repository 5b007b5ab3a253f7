#include "policies.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace pgtidy::checks {

namespace {

/// What roles of an interface may do with a table.
struct Exposure {
  std::string role; ///< of several, the one with the least rights elsewhere
  std::vector<std::string> writes;
  bool reads = false;
};

Exposure exposureOf(const sql::Catalog &catalog, const std::string &table) {
  Exposure found;
  for (const sql::TableGrant &grant : catalog.grants) {
    if (grant.table != table || !(analysis::isInterfaceRole(grant.role) || grant.role == "public"))
      continue;
    const bool isWrite = grant.privilege == "insert" || grant.privilege == "update" || grant.privilege == "delete";
    if (!isWrite && grant.privilege != "select")
      continue;
    if (found.role.empty() || found.role == "authenticated")
      found.role = grant.role;
    found.reads |= !isWrite;
    if (isWrite && !llvm::is_contained(found.writes, llvm::StringRef(grant.privilege).upper()))
      found.writes.push_back(llvm::StringRef(grant.privilege).upper());
  }
  return found;
}

/// "INSERT, UPDATE and DELETE".
std::string enumerated(std::vector<std::string> words) {
  if (words.size() == 1)
    return words.front();
  const std::string last = std::move(words.back());
  words.pop_back();
  return llvm::join(words, ", ") + " and " + last;
}

std::string shownRole(const std::string &role) { return role == "public" ? "every role" : "role '" + role + "'"; }

/// pg-rls-missing says it, with the policy that the table needs.
bool isReportedElsewhere(const Input &input, const std::string &key) {
  return ownershipOf(input, key) && (input.settings.requiresPolicies || input.conclusions.schema->usesPolicies());
}

} // namespace

Findings rls_exposed(const Input &input) {
  Findings findings;
  if (!input.conclusions.schema || !analysis::hasInterface(input.conclusions.schema->catalog))
    return findings;
  eachTable(input, [&](const std::string &key, const sql::Table &table) {
    if (table.rowSecurity || table.rowSecurityUnsure || !analysis::isInterfaceSchema(table.schema) ||
        isReportedElsewhere(input, key))
      return;
    const Exposure exposure = exposureOf(input.conclusions.schema->catalog, key);
    const bool isOwned = ownershipOf(input, key) != nullptr;
    if (exposure.writes.empty() && !(isOwned && exposure.reads))
      return;
    findings::Finding finding =
        findingAt(input, table.origin,
                  shownRole(exposure.role) + " may " +
                      (exposure.writes.empty() ? "read all users' rows" : enumerated(exposure.writes) + " any row") +
                      " of '" + shownTable(table) +
                      "' through the interface: it has no row-level security; enable it, or take the right back");
    finding.advice = "ALTER TABLE " + shownTable(table) +
                     " ENABLE ROW LEVEL SECURITY;\n-- or, where it is only read:\n" +
                     "REVOKE INSERT, UPDATE, DELETE ON " + shownTable(table) + " FROM " +
                     (exposure.role == "public" ? "PUBLIC" : identifier(exposure.role)) + ";";
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
