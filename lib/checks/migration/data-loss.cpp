#include "schema_place.h"

namespace pgtidy::checks {

using sql::ChangeKind;

/// What is lost; "" when the change loses nothing.
static std::string loss(const analysis::ChangeBefore &item) {
  const sql::Change &change = item.change;
  switch (change.kind) {
  case ChangeKind::DropTable:
    return item.replaced ? "" : "drops table '" + change.table + "' with its rows";
  case ChangeKind::DropColumn:
    return "drops column '" + change.name + "' of " + tableOf(item) + " with its values";
  case ChangeKind::Truncate:
    return "deletes all rows of " + tableOf(item) + (change.cascade ? " and of every table that refers to it" : "");
  case ChangeKind::Delete:
    return change.filtered ? "" : "deletes all rows of " + tableOf(item);
  case ChangeKind::DropSchema:
    return change.cascade ? "drops schema '" + change.name + "' with all that is in it" : "";
  case ChangeKind::DropDatabase:
    return "drops database '" + change.name + "'";
  default:
    return "";
  }
}

static std::string adviceFor(const sql::Change &change) {
  if (change.kind != ChangeKind::DropColumn)
    return "-- keep it until nothing reads it and a backup has been restored once, then drop it in a migration of its "
           "own";
  return "-- 1. release a program that neither reads nor writes it\n-- 2. in a later migration:\nALTER TABLE " +
         change.table + " DROP COLUMN " + identifier(change.name) + ";";
}

Findings migration_data_loss(const Input &input) {
  Findings findings;
  eachChange(input, [&](const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    bool ofOther = item.change.kind == ChangeKind::DropSchema || item.change.kind == ChangeKind::DropDatabase;
    std::string what = item.existing || ofOther ? loss(item) : std::string();
    if (what.empty())
      return;
    findings::Finding finding =
        findingAt(input, step, item, what + ", which no migration brings back; release what does without it first");
    finding.advice = adviceFor(item.change);
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
