#include "schema_place.h"

#include <map>

namespace pgtidy::checks {

using sql::ChangeKind;

/// The strong lock that a transaction holds when it comes to write rows.
struct Held {
  std::string table;
  analysis::Lock lock = analysis::Lock::None;
};

Findings migration_backfill(const Input &input) {
  Findings findings;
  std::map<std::pair<int32_t, int32_t>, Held> held;
  eachChange(input, [&](const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    if (step.transaction < 0 || !item.existing)
      return;
    Held &lock = held[{step.file, step.transaction}];
    bool writes = item.change.kind == ChangeKind::Update || item.change.kind == ChangeKind::Delete;
    if (!writes && item.lock > lock.lock)
      lock = {item.change.table, item.lock};
    if (!writes || lock.lock < analysis::Lock::ShareRowExclusive)
      return;
    findings::Finding finding =
        findingAt(input, step, item,
                  "writes rows of " + tableOf(item) + " in the transaction that holds " +
                      std::string(analysis::lockName(lock.lock)) + " on '" + lock.table + "', and " +
                      std::string(analysis::blockedBy(lock.lock)) +
                      " wait until all are written; change the schema and the rows in migrations of their own");
    finding.advice = "-- a migration of its own, in batches:\nUPDATE " + item.change.table +
                     " SET … WHERE id IN (SELECT id FROM " + item.change.table + " WHERE … LIMIT 1000);";
    findings.push_back(std::move(finding));
    lock = {};
  });
  return findings;
}

} // namespace pgtidy::checks
