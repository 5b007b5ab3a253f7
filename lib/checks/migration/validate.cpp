#include "schema_place.h"

namespace pgtidy::checks {

Findings migration_validate(const Input &input) {
  Findings findings;
  eachChange(input, [&](const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    if (!item.unvalidated || !item.existing)
      return;
    findings::Finding finding = findingAt(
        input, step, item,
        "validates '" + item.change.name +
            "' in the transaction that added it NOT VALID, whose lock is held while every row is checked; validate it "
            "in a transaction of its own");
    finding.advice = "-- the next migration\nALTER TABLE " + item.change.table + " VALIDATE CONSTRAINT " +
                     identifier(item.change.name) + ";";
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
