#include "policies.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace pgtidy::checks {

/// Whether a key is made of columns among these: then a pair of them can be there only once.
static bool isUnique(const sql::Table &table, const std::vector<std::string> &columns) {
  return llvm::any_of(table.keys, [&](const sql::Key &key) {
    return llvm::all_of(key.columns, [&](const std::string &name) { return llvm::is_contained(columns, name); });
  });
}

Findings schema_membership_key(const Input &input) {
  Findings findings;
  eachTable(input, [&](const std::string &key, const sql::Table &table) {
    if (!input.conclusions.ownership->isMembership(key) || table.foreignKeys.size() < 2)
      return;
    std::vector<std::string> columns;
    for (const sql::ForeignKey &foreign : table.foreignKeys)
      columns.insert(columns.end(), foreign.columns.begin(), foreign.columns.end());
    if (isUnique(table, columns))
      return;
    findings::Finding finding =
        findingAt(input, table.origin,
                  "'" + shownTable(table) +
                      "' grants access and may hold the same grant twice, so that taking one back "
                      "leaves the other; make " +
                      listed(columns) + " unique together");
    finding.advice = "ALTER TABLE " + shownTable(table) + " ADD UNIQUE (" + llvm::join(columns, ", ") + ");";
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
