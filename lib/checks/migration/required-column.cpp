#include "schema_place.h"

#include <set>

namespace pgtidy::checks {

using sql::ChangeKind;

Findings migration_required_column(const Input &input) {
  Findings findings;
  std::set<std::pair<int32_t, std::string>> emptied; // by the file itself
  eachChange(input, [&](const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    bool empties =
        item.change.kind == ChangeKind::Truncate || (item.change.kind == ChangeKind::Delete && !item.change.filtered);
    if (empties)
      emptied.emplace(step.file, item.change.key);
    const sql::ColumnChange &column = item.change.column;
    bool hasValue = column.defaultValue || column.serial || column.identity || column.stored;
    if (item.change.kind != ChangeKind::AddColumn || !item.existing || !column.notNull || hasValue ||
        emptied.count({step.file, item.change.key}))
      return;
    findings::Finding finding =
        findingAt(input, step, item,
                  "column '" + column.name + "' is NOT NULL and has no default: this fails when " + tableOf(item) +
                      " has a row; add it with a default, or fill it before it is made NOT NULL");
    std::string table = "ALTER TABLE " + item.change.table;
    finding.advice = table + " ADD COLUMN " + identifier(column.name) + " " + column.type + column.modifiers +
                     ";\n-- fill it in batches, then see pg-migration-not-null";
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
