#include "auth_tables.h"
#include "endpoints.h"

namespace pgtidy::checks {

/// The tables that a statement writes, its CTEs included.
static void addWritten(const sql::Statement &statement, std::vector<const sql::Name *> &names) {
  if (statement.insert)
    names.push_back(&statement.insert->table);
  if (statement.update)
    names.push_back(&statement.update->table);
  if (statement.remove)
    names.push_back(&statement.remove->table);
  if (statement.merge)
    names.push_back(&statement.merge->table);
  if (statement.copy && statement.copy->from)
    names.push_back(&statement.copy->table);
  for (const sql::Name &name : statement.truncated)
    names.push_back(&name);
  auto addCtes = [&](const std::vector<sql::Cte> &ctes) {
    for (const sql::Cte &cte : ctes)
      if (cte.statement)
        addWritten(*cte.statement, names);
  };
  addCtes(statement.ctes);
  if (statement.select)
    addCtes(statement.select->ctes);
  if (statement.inner)
    addWritten(*statement.inner, names);
}

static void addWrites(const Input &input, const analysis::ManagedTables &tables, Findings &findings) {
  for (const analysis::Query &query : input.conclusions.queries)
    for (const analysis::Alternative &alternative : query.alternatives)
      for (const sql::Statement &statement : alternative.parsed.statements) {
        std::vector<const sql::Name *> names;
        addWritten(statement, names);
        for (const sql::Name *name : names) {
          if (!tables.find(*name))
            continue;
          const facts::AuthProvider &provider = tables.provider();
          findings.push_back(findingAt(input, query, alternative.source(name->location),
                                       "'" + name->name + "' is a table of " + provider.title +
                                           ", which alone keeps its rows in order; let it write them"));
          findings.back().advice = "write it through " + provider.write;
        }
      }
}

static void addImitations(const Input &input, const analysis::ManagedTables &tables, Findings &findings) {
  const sql::Catalog &catalog = input.conclusions.ownership->catalog();
  for (const auto &[key, table] : catalog.tables()) {
    if (!tables.imitated(table))
      continue;
    Finding finding;
    finding.place = placeOf(catalog, table.origin);
    finding.message = "'" + table.name + "' has the name of a table of " + tables.provider().title +
                      ", but not its columns; let the provider make it";
    finding.advice = "  " + tables.provider().generate;
    findings.push_back(std::move(finding));
  }
}

Findings auth_managed_table(const Input &input) {
  std::optional<analysis::ManagedTables> tables = managedTables(input);
  if (!tables)
    return {};
  Findings findings;
  addWrites(input, *tables, findings);
  addImitations(input, *tables, findings);
  keepOnce(findings);
  return findings;
}

} // namespace pgtidy::checks
