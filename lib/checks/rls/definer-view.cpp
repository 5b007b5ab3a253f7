#include "policies.h"

#include <set>

namespace pgtidy::checks {

Findings rls_definer_view(const Input &input) {
  Findings findings;
  if (!input.conclusions.schema)
    return findings;
  const sql::Catalog &catalog = input.conclusions.schema->catalog;
  eachView(input, [&](const std::string &, const sql::Table &view) {
    if (view.securityInvoker)
      return;
    std::set<std::string> tables;
    analysis::tablesOf(*view.view, [&](const sql::Name &name) {
      const sql::Table *table = catalog.find(name);
      if (table && table->rowSecurity && !table->forceRowSecurity)
        tables.insert(shownTable(*table));
    });
    if (tables.empty())
      return;
    bool stored = view.kind == sql::RelationKind::MaterializedView;
    findings::Finding finding =
        findingAt(input, view.origin,
                  "view '" + shownTable(view) + "' reads " + listed({tables.begin(), tables.end()}) + " as its owner" +
                      (stored ? ", when it is filled" : "") + ", past the policies of " +
                      (tables.size() > 1 ? "these tables" : "this table") +
                      (stored ? "; keep it from the program's role" : "; make it security_invoker"));
    if (!stored)
      finding.advice = "ALTER VIEW " + shownTable(view) + " SET (security_invoker = true); -- PostgreSQL 15 and later";
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
