#include "schema_place.h"

namespace pgtidy::checks {

Findings migration_partition(const Input &input) {
  Findings findings;
  eachChange(input, [&](const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    const sql::Change &change = item.change;
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
