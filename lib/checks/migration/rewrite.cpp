#include "schema_place.h"

namespace pgtidy::checks {

using sql::ChangeKind;

static std::string cause(const sql::Change &change) {
  if (change.kind == ChangeKind::RefreshView)
    return "REFRESH MATERIALIZED VIEW without CONCURRENTLY";
  if (change.kind == ChangeKind::RewriteTable)
    return change.name;
  const sql::ColumnChange &column = change.column;
  std::string why = column.serial || column.identity ? "numbers of its own"
                    : column.stored                  ? "stored values that are generated"
                                                     : "a default that differs from row to row";
  return "adding column '" + column.name + "' with " + why;
}

static std::string adviceFor(const sql::Change &change) {
  if (change.kind == ChangeKind::RefreshView)
    return "REFRESH MATERIALIZED VIEW CONCURRENTLY " + change.table + "; -- needs a unique index";
  if (change.kind == ChangeKind::RewriteTable)
    return "-- pg_repack writes the table anew while it is used";
  std::string table = "ALTER TABLE " + change.table, name = identifier(change.name);
  return table + " ADD COLUMN " + name + " " + change.column.type + change.column.modifiers + ";\n" + table +
         " ALTER COLUMN " + name + " SET DEFAULT …; -- for new rows\n-- then fill the old rows in batches";
}

Findings migration_rewrite(const Input &input) {
  Findings findings;
  eachChange(input, [&](const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    bool asked = item.change.kind == ChangeKind::RewriteTable || item.change.kind == ChangeKind::AddColumn;
    bool isRefreshed = item.change.kind == ChangeKind::RefreshView && !item.change.concurrently;
    if (!item.existing || !(isRefreshed || (asked && item.rewrites)))
      return;
    findings::Finding finding =
        findingAt(input, step, item,
                  cause(item.change) + " writes every row of " + tableOf(item) +
                      " anew under ACCESS EXCLUSIVE, and reads and writes wait; do it in steps");
    finding.advice = adviceFor(item.change);
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
