#include "policies.h"

namespace pgtidy::checks {

Findings rls_disabled(const Input &input) {
  Findings findings;
  eachTable(input, [&](const std::string &, const sql::Table &table) {
    if (table.rowSecurity || table.policies.empty() || table.policies.front().origin.file < 0)
      return;
    findings::Finding finding =
        findingAt(input, table.policies.front().origin,
                  "'" + shownTable(table) +
                      "' has policies and row-level security is not enabled, so that none of them holds; enable it");
    finding.advice = "ALTER TABLE " + shownTable(table) + " ENABLE ROW LEVEL SECURITY;";
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
