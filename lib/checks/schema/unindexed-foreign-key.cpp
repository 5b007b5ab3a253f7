#include "indexes.h"
#include "policies.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

namespace pgtidy::checks {

Findings schema_unindexed_foreign_key(const Input &input) {
  Findings findings;
  eachTable(input, [&](const std::string &key, const sql::Table &table) {
    const analysis::TableOwnership *ownership = ownershipOf(input, key);
    std::set<std::vector<std::string>> told; // one index is enough for several keys
    for (const sql::ForeignKey &foreign : table.foreignKeys) {
      // Owner columns have a check of their own.
      bool owns = ownership && foreign.columns.size() == 1 &&
                  llvm::is_contained(ownership->ownerColumns, foreign.columns.front());
      if (owns || hasLeadingIndex(table, foreign.columns) || foreign.origin.file < 0 ||
          !told.insert(foreign.columns).second)
        continue;
      findings::Finding finding =
          findingAt(input, foreign.origin,
                    "no index begins with " + listed(foreign.columns) + ", so that each DELETE in '" + foreign.table +
                        "' and each join from it reads all of '" + shownTable(table) + "'; add one");
      finding.advice =
          "CREATE INDEX CONCURRENTLY ON " + shownTable(table) + " (" + llvm::join(foreign.columns, ", ") + ");";
      findings.push_back(std::move(finding));
    }
  });
  return findings;
}

} // namespace pgtidy::checks
