#include "indexes.h"
#include "policies.h"

namespace pgtidy::checks {

Findings schema_unindexed_owner(const Input &input) {
  Findings findings;
  eachTable(input, [&](const std::string &key, const sql::Table &table) {
    const analysis::TableOwnership *ownership = ownershipOf(input, key);
    if (!ownership || ownership->kind != analysis::OwnerKind::Column || ownership->byName)
      return;
    for (const std::string &name : ownership->ownerColumns) {
      const sql::Column *column = table.column(name);
      if (!column || column->origin.file < 0 || !refersToOwner(table, name) || hasLeadingIndex(table, {name}))
        continue;
      findings::Finding finding = findingAt(input, column->origin,
                                            "'" + name + "' says whose a row of '" + shownTable(table) +
                                                "' is, every query asks for it and no index begins with it; add one");
      finding.advice = "CREATE INDEX CONCURRENTLY ON " + shownTable(table) + " (" + identifier(name) + ");";
      findings.push_back(std::move(finding));
    }
  });
  return findings;
}

} // namespace pgtidy::checks
