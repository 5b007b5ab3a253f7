#include "analysis/auth_reads.h"
#include "analysis/policies.h"
#include "auth_tables.h"
#include "schema_place.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::checks {

/// The grant by which users of an interface, or everybody, read the view; null where there is none.
static const sql::TableGrant *readersOf(const sql::Catalog &catalog, const std::string &view) {
  const bool hasInterface = analysis::hasInterface(catalog);
  auto grant = llvm::find_if(catalog.grants, [&](const sql::TableGrant &each) {
    return each.table == view && each.privilege == "select" && each.columns.empty() &&
           (analysis::isInterfaceRole(each.role) || (hasInterface && each.role == "public"));
  });
  return grant == catalog.grants.end() ? nullptr : &*grant;
}

Findings rls_exposed_users(const Input &input) {
  std::optional<analysis::ManagedTables> tables = managedTables(input);
  Findings findings;
  if (!tables || !input.conclusions.schema)
    return findings;
  eachView(input, [&](const std::string &key, const sql::Table &view) {
    const bool isStored = view.kind == sql::RelationKind::MaterializedView;
    const sql::TableGrant *grant = readersOf(input.conclusions.schema->catalog, key);
    if (!grant || (view.securityInvoker && !isStored) || analysis::asksSession(*view.view))
      return;
    std::string read;
    analysis::tablesOf(*view.view, [&](const sql::Name &name) {
      if (tables->find(name) && read.empty())
        read = name.name;
    });
    if (read.empty())
      return;
    findings::Finding finding =
        findingAt(input, view.origin,
                  "view '" + shownTable(view) + "' shows '" + read + "' of " + tables->provider().title + " to " +
                      (grant->role == "public" ? "every role" : "role '" + grant->role + "'") +
                      ", with its owner's rights; say in it whose row is meant, or take the right back");
    finding.advice = "REVOKE SELECT ON " + shownTable(view) + " FROM " +
                     (grant->role == "public" ? "PUBLIC" : identifier(grant->role)) + ";";
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
