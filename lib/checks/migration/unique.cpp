#include "schema_place.h"

#include "llvm/ADT/StringExtras.h"

namespace pgtidy::checks {

using sql::ChangeKind;
using sql::ConstraintKind;

static std::string adviceFor(const sql::Change &change, bool primary) {
  std::string columns =
      change.kind == ChangeKind::AddColumn ? change.name : llvm::join(change.constraint.columns, ", ");
  std::string name =
      change.kind == ChangeKind::AddConstraint && !change.name.empty() ? change.name : change.table + "_key";
  return "CREATE UNIQUE INDEX CONCURRENTLY " + identifier(name) + " ON " + change.table + " (" + columns +
         "); -- outside a transaction\nALTER TABLE " + change.table + " ADD CONSTRAINT " + identifier(name) +
         (primary ? " PRIMARY KEY" : " UNIQUE") + " USING INDEX " + identifier(name) + ";";
}

Findings migration_unique(const Input &input) {
  Findings findings;
  eachChange(input, [&](const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    const sql::Change &change = item.change;
    const sql::ConstraintChange &constraint = change.constraint;
    bool keyed = change.kind == ChangeKind::AddConstraint && constraint.index.empty() &&
                 (constraint.kind == ConstraintKind::Unique || constraint.kind == ConstraintKind::Primary);
    bool excludes = change.kind == ChangeKind::AddConstraint && constraint.kind == ConstraintKind::Exclusion;
    bool column = change.kind == ChangeKind::AddColumn && (change.column.unique || change.column.primary);
    if (!item.existing || (!keyed && !excludes && !column))
      return;
    bool primary = constraint.kind == ConstraintKind::Primary || change.column.primary;
    std::string what = excludes ? "exclusion constraint" : primary ? "primary key" : "unique constraint";
    findings::Finding finding =
        findingAt(input, step, item,
                  "adding this " + what + " " + lockPhrase(item) + " while its index is built" +
                      (excludes ? "; plan it for a quiet time, it cannot be built concurrently"
                                : "; build the index concurrently first and add the constraint with it"));
    if (!excludes)
      finding.advice = adviceFor(change, primary);
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
