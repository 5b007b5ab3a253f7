#include "schema_place.h"

namespace pgtidy::checks {

/// What a partition's bounds say is asked of each of its rows, unless a CHECK says it already.
static findings::Finding attached(const Input &input, const analysis::MigrationStep &step,
                                  const analysis::ChangeBefore &item) {
  const sql::Change &change = item.change;
  findings::Finding finding =
      findingAt(input, step, item,
                "ATTACH PARTITION reads every row of '" + change.other +
                    "' under ACCESS EXCLUSIVE on it; a CHECK with the partition's bounds, validated "
                    "before, saves that");
  finding.advice = "ALTER TABLE " + change.other + " ADD CONSTRAINT bounds CHECK (…) NOT VALID;\nALTER TABLE " +
                   change.other + " VALIDATE CONSTRAINT bounds; -- in a later transaction\nALTER TABLE " +
                   change.table + " ATTACH PARTITION " + change.other + " FOR VALUES …;";
  return finding;
}

Findings migration_partition(const Input &input) {
  Findings findings;
  eachChange(input, [&](const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    const sql::Change &change = item.change;
    if (change.kind == sql::ChangeKind::AttachPartition && item.scans)
      findings.push_back(attached(input, step, item));
    if (change.kind != sql::ChangeKind::DetachPartition || !item.existing || change.concurrently)
      return;
    findings::Finding finding =
        findingAt(input, step, item,
                  "DETACH PARTITION takes ACCESS EXCLUSIVE on " + tableOf(item) +
                      " and on the partition, and reads and writes wait; use CONCURRENTLY, outside a transaction");
    finding.advice = "ALTER TABLE " + change.table + " DETACH PARTITION " + change.other +
                     " CONCURRENTLY; -- PostgreSQL 14 and later";
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
