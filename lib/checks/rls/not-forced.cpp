#include "policies.h"

namespace pgtidy::checks {

Findings rls_not_forced(const Input &input) {
  Findings findings;
  if (roleOf(input).empty())
    return findings;
  eachTable(input, [&](const std::string &, const sql::Table &table) {
    if (!table.rowSecurity || table.forceRowSecurity || table.owner != roleOf(input))
      return;
    findings::Finding finding =
        findingAt(input, table.origin,
                  "the program connects as '" + table.owner + "', which owns '" + shownTable(table) +
                      "', and an owner is not held by policies; force them, or connect as another role");
    finding.advice = "ALTER TABLE " + shownTable(table) + " FORCE ROW LEVEL SECURITY;";
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
