#include "schema_place.h"

#include <set>

namespace pgtidy::checks {

using sql::ChangeKind;

static bool isRelation(const std::string &object) {
  return object == "table" || object == "view" || object == "materialized view" || object == "foreign table";
}

static std::string adviceFor(const sql::Change &change) {
  const std::string &table = change.table;
  if (change.kind == ChangeKind::RenameColumn)
    return "ALTER TABLE " + table + " ADD COLUMN " + identifier(change.to) +
           " …;\n-- write both, copy the old values in batches, read the new one, then drop the old one";
  return "ALTER TABLE " + table + " RENAME TO " + identifier(change.to) + ";\nCREATE VIEW " + table +
         " WITH (security_invoker) AS SELECT * FROM " + identifier(change.to) +
         "; -- in the same transaction, until the old program is gone";
}

Findings migration_rename(const Input &input) {
  Findings findings;
  std::set<std::pair<int32_t, std::string>> kept; // a view of the old name is made in the same file
  eachChange(input, [&](const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    if (item.change.kind == ChangeKind::CreateObject && item.change.object == "view")
      kept.insert({step.file, item.change.name});
  });
  eachChange(input, [&](const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    const sql::Change &change = item.change;
    bool isColumn = change.kind == ChangeKind::RenameColumn, isTable = change.kind == ChangeKind::RenameTable;
    if (!item.existing || (!isColumn && !isTable) || !isRelation(change.object) ||
        kept.count({step.file, change.table}))
      return;
    std::string what = isColumn ? "column '" + change.name + "' of " + tableOf(item) : tableOf(item);
    findings::Finding finding =
        findingAt(input, step, item,
                  "renames " + what + " to '" + change.to +
                      "' while programs that are running use the old name; keep both names until they are gone");
    finding.advice = adviceFor(change);
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
