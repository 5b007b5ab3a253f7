#include "schema_place.h"

namespace pgtidy::checks {

Findings migration_column_type(const Input &input) {
  Findings findings;
  eachChange(input, [&](const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    const sql::Change &change = item.change;
    if (change.kind != sql::ChangeKind::AlterType || !item.existing || !item.rewrites)
      return;
    std::string from = item.column ? "from " + item.column->type + item.column->modifiers + " " : std::string();
    std::string to = change.column.type + change.column.modifiers;
    findings::Finding finding =
        findingAt(input, step, item,
                  "changing '" + change.name + "' of " + tableOf(item) + " " + from + "to " + to +
                      (item.column ? " writes" : " may write") +
                      " every row and index anew under ACCESS EXCLUSIVE, and reads and writes wait; move to a new "
                      "column in steps");
    finding.advice = "ALTER TABLE " + change.table + " ADD COLUMN " + identifier(change.name + "_new") + " " + to +
                     ";\n-- write both, copy in batches, read the new one, then drop the old one";
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
