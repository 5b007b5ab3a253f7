#include "schema_place.h"

#include "llvm/ADT/StringExtras.h"

namespace pgtidy::checks {

using sql::ChangeKind;

static std::string columnsOf(const sql::Change &change) {
  std::vector<std::string> columns;
  for (const std::string &column : change.columns)
    columns.push_back(column.empty() ? "…" : identifier(column));
  return llvm::join(columns, ", ");
}

static std::string adviceFor(const sql::Change &change) {
  std::string outside = " -- outside a transaction";
  if (change.kind == ChangeKind::CreateIndex)
    return std::string("CREATE ") + (change.unique ? "UNIQUE " : "") + "INDEX CONCURRENTLY " +
           (change.name.empty() ? "" : identifier(change.name) + " ") + "ON " + change.table + " (" +
           columnsOf(change) + ");" + outside;
  if (change.kind == ChangeKind::DropIndex)
    return "DROP INDEX CONCURRENTLY " + identifier(change.name) + ";" + outside;
  return "REINDEX " + std::string(change.object == "index" ? "INDEX" : "TABLE") + " CONCURRENTLY " + change.name + ";" +
         outside;
}

Findings migration_blocking_index(const Input &input) {
  Findings findings;
  eachChange(input, [&](const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    const sql::Change &change = item.change;
    bool builds = change.kind == ChangeKind::CreateIndex, drops = change.kind == ChangeKind::DropIndex;
    if (!item.existing || change.concurrently || (!builds && !drops && change.kind != ChangeKind::Reindex))
      return;
    std::string verb = builds ? "building this index " : drops ? "dropping this index " : "this REINDEX ";
    std::string until = drops ? " until it has the lock" : " until it is built";
    findings::Finding finding = findingAt(input, step, item, verb + lockPhrase(item) + until + "; use CONCURRENTLY");
    finding.advice = adviceFor(change);
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
