// Findings in schema files.
#pragma once

#include "checks/check.h"

namespace pgtidy::checks {

/// The place of a byte of a schema file; the file as a whole where `origin` has no offset.
findings::Place placeOf(const Input &input, sql::Origin origin);

findings::Finding findingAt(const Input &input, sql::Origin origin, std::string message);

/// A finding at a change of a migration.
findings::Finding findingAt(const Input &input, const analysis::MigrationStep &step, const analysis::ChangeBefore &item,
                            std::string message);

/// A finding about a whole migration: at its first statement.
findings::Finding findingAtFile(const Input &input, int32_t file, std::string message);

/// "'orders'", as the migration writes it.
std::string tableOf(const analysis::ChangeBefore &item);

/// "takes ACCESS EXCLUSIVE on 'orders', and reads and writes wait" for the lock of a change.
std::string lockPhrase(const analysis::ChangeBefore &item);

/// Each change of each step, in order.
template <class Visit> void eachChange(const Input &input, Visit visit) {
  if (!input.conclusions.schema)
    return;
  for (const analysis::MigrationStep &step : input.conclusions.schema->steps)
    for (const analysis::ChangeBefore &item : step.changes)
      visit(step, item);
}

/// Each table of the schema that files make; partitions and temporary tables aside.
template <class Visit> void eachTable(const Input &input, Visit visit) {
  if (!input.conclusions.schema)
    return;
  for (const auto &[key, table] : input.conclusions.schema->catalog.tables())
    if (table.kind == sql::RelationKind::Table && table.partitionOf.empty() && table.schema != "pg_temp" &&
        table.origin.file >= 0)
      visit(key, table);
}

/// Each view, materialized ones too.
template <class Visit> void eachView(const Input &input, Visit visit) {
  if (!input.conclusions.schema)
    return;
  for (const auto &[key, table] : input.conclusions.schema->catalog.tables())
    if (table.view && table.origin.file >= 0)
      visit(key, table);
}

/// "'a', 'b' and 'c'".
std::string listed(const std::vector<std::string> &names);

/// The name as SQL has to write it, in quotes where it needs them.
std::string identifier(llvm::StringRef name);

/// "orders" or "shop.orders": without the schema when it is public.
std::string shownTable(const sql::Table &table);

} // namespace pgtidy::checks
