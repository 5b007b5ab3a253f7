#include "schema_place.h"

#include "llvm/ADT/StringExtras.h"

namespace pgtidy::checks {

using sql::ChangeKind;

static std::string adviceFor(const sql::Change &change) {
  bool column = change.kind == ChangeKind::AddColumn;
  std::string columns = column ? change.name : llvm::join(change.constraint.columns, ", ");
  std::string name = change.kind == ChangeKind::AddConstraint && !change.name.empty()
                         ? identifier(change.name)
                         : identifier(change.table + "_" + (column ? change.name : "x") + "_fkey");
  std::string parent = change.constraint.referenced.empty() ? "…" : change.constraint.referenced;
  return (column ? "ALTER TABLE " + change.table + " ADD COLUMN " + identifier(change.name) + " …;\n" : "") +
         "ALTER TABLE " + change.table + " ADD CONSTRAINT " + name + " FOREIGN KEY (" + columns + ") REFERENCES " +
         parent + " NOT VALID;\n-- in the next migration; takes SHARE UPDATE EXCLUSIVE, reads and writes go on\n" +
         "ALTER TABLE " + change.table + " VALIDATE CONSTRAINT " + name + ";";
}

Findings migration_foreign_key(const Input &input) {
  Findings findings;
  eachChange(input, [&](const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    const sql::Change &change = item.change;
    bool constraint = change.kind == ChangeKind::AddConstraint &&
                      change.constraint.kind == sql::ConstraintKind::Foreign && !change.constraint.notValid;
    // A new column without values has nothing to be checked; the lock on both tables is short.
    const auto &value = change.column.defaultValue;
    bool isNull = !value || (value->kind == sql::ExprKind::Const && value->constant == sql::ConstKind::Null);
    bool column = change.kind == ChangeKind::AddColumn && change.column.references && !isNull;
    if (!item.existing || (!constraint && !column))
      return;
    findings::Finding finding = findingAt(
        input, step, item,
        "adding this foreign key takes SHARE ROW EXCLUSIVE on " + tableOf(item) +
            " and on the table it refers to, and writes to both wait while every row is checked; add it NOT VALID and "
            "validate it afterwards");
    finding.advice = adviceFor(change);
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
