#include "schema_place.h"

#include <map>

namespace pgtidy::checks {

Findings migration_several_locks(const Input &input) {
  Findings findings;
  std::map<std::pair<int32_t, int32_t>, std::vector<std::string>> locked; // tables, by file and transaction
  eachChange(input, [&](const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    if (step.transaction < 0 || !item.existing || item.lock != analysis::Lock::AccessExclusive)
      return;
    std::vector<std::string> &tables = locked[{step.file, step.transaction}];
    std::string table = item.change.key.empty() ? item.change.table : item.change.key;
    if (table.empty() || std::find(tables.begin(), tables.end(), table) != tables.end())
      return;
    tables.push_back(table);
    if (tables.size() != 3)
      return;
    findings.push_back(findingAt(input, step, item,
                                 "this transaction holds ACCESS EXCLUSIVE on " + listed(tables) +
                                     " at once, until it ends, and deadlocks with whoever takes them in another order; "
                                     "give each table a migration of its own"));
  });
  return findings;
}

} // namespace pgtidy::checks
