#include "schema_place.h"

namespace pgtidy::checks {

using sql::ChangeKind;

static std::string adviceFor(const sql::Change &change) {
  std::string name = change.name.empty() ? identifier(change.table + "_check") : identifier(change.name);
  return "ALTER TABLE " + change.table + " ADD CONSTRAINT " + name +
         " CHECK (…) NOT VALID;\n-- in the next migration; reads and writes go on\nALTER TABLE " + change.table +
         " VALIDATE CONSTRAINT " + name + ";";
}

Findings migration_check_constraint(const Input &input) {
  Findings findings;
  eachChange(input, [&](const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    const sql::Change &change = item.change;
    if (change.kind == ChangeKind::DomainConstraint && !change.isNew) {
      findings.push_back(findingAt(input, step, item,
                                   "every column of domain '" + change.name +
                                       "' is checked while writes to its tables wait; add the constraint NOT VALID "
                                       "and validate it afterwards"));
      return;
    }
    bool checks = change.kind == ChangeKind::AddConstraint && !change.constraint.notValid &&
                  change.constraint.kind == sql::ConstraintKind::Check;
    if (!item.existing || !checks)
      return;
    findings::Finding finding = findingAt(input, step, item,
                                          "adding this CHECK " + lockPhrase(item) +
                                              " while every row is checked; add it NOT VALID and validate it "
                                              "afterwards");
    finding.advice = adviceFor(change);
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
