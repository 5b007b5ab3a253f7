#include "schema_place.h"

namespace pgtidy::checks {

static std::string adviceFor(const sql::Change &change) {
  std::string table = "ALTER TABLE " + change.table, column = identifier(change.name);
  std::string name = identifier(change.table + "_" + change.name + "_not_null");
  return table + " ADD CONSTRAINT " + name + " CHECK (" + column + " IS NOT NULL) NOT VALID;\n" +
         "-- in the next migration; reads and writes go on\n" + table + " VALIDATE CONSTRAINT " + name + ";\n" + table +
         " ALTER COLUMN " + column + " SET NOT NULL; -- the check proves it, no row is read\n" + table +
         " DROP CONSTRAINT " + name + ";";
}

Findings migration_not_null(const Input &input) {
  Findings findings;
  eachChange(input, [&](const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    bool already = item.column && item.column->notNull;
    if (item.change.kind != sql::ChangeKind::SetNotNull || !item.existing || item.provenNotNull || already)
      return;
    findings::Finding finding = findingAt(input, step, item,
                                          "SET NOT NULL on '" + item.change.name + "' " + lockPhrase(item) +
                                              " while every row is read; prove it with a validated CHECK first");
    finding.advice = adviceFor(item.change);
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
