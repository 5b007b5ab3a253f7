#include "schema_place.h"
#include "sql/migrations.h"

namespace pgtidy::checks {

using sql::ChangeKind;

static bool needsNoTransaction(const sql::Change &change) {
  return change.concurrently && change.kind != ChangeKind::RefreshView;
}

/// How each tool is told to leave a file alone.
static std::string adviceFor(sql::MigrationTool tool) {
  switch (tool) {
  case sql::MigrationTool::Dbmate:
    return "-- migrate:up transaction:false";
  case sql::MigrationTool::Goose:
    return "-- +goose NO TRANSACTION";
  case sql::MigrationTool::SqlMigrate:
    return "-- +migrate Up notransaction";
  case sql::MigrationTool::Flyway:
  case sql::MigrationTool::GolangMigrate:
  case sql::MigrationTool::Postgrator:
  case sql::MigrationTool::Prisma:
    return "-- put this statement into a migration of its own";
  default:
    return "COMMIT; -- before it, or leave out BEGIN";
  }
}

Findings migration_concurrently(const Input &input) {
  Findings findings;
  eachChange(input, [&](const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    if (!needsNoTransaction(item.change) || step.inTransaction == analysis::InTransaction::No)
      return;
    sql::MigrationTool tool = input.conclusions.schema->migrations[static_cast<size_t>(step.file)].tool;
    bool byTool = step.inTransaction == analysis::InTransaction::Tool;
    std::string why = byTool ? std::string(sql::toolName(tool)) + " runs this file in one transaction"
                             : std::string("it is inside BEGIN … COMMIT");
    findings::Finding finding = findingAt(
        input, step, item, "CONCURRENTLY fails in a transaction, and " + why + "; run the statement by itself");
    finding.advice = adviceFor(byTool ? tool : sql::MigrationTool::Plain);
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
