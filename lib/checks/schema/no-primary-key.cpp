#include "schema_place.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::checks {

/// A unique key over columns that are not null tells rows apart as well.
static bool hasKey(const sql::Table &table) {
  return llvm::any_of(table.keys, [&](const sql::Key &key) {
    return key.primary || llvm::all_of(key.columns, [&](const std::string &name) {
             const sql::Column *column = table.column(name);
             return column && column->notNull;
           });
  });
}

Findings schema_no_primary_key(const Input &input) {
  Findings findings;
  eachTable(input, [&](const std::string &, const sql::Table &table) {
    if (hasKey(table) || !table.inherits.empty() || table.columns.empty())
      return;
    findings::Finding finding =
        findingAt(input, table.origin,
                  "table '" + shownTable(table) +
                      "' has no primary key: equal rows cannot be told apart, and logical replication cannot update "
                      "it; add one");
    finding.advice =
        "ALTER TABLE " + shownTable(table) + " ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;";
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
