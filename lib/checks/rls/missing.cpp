#include "policies.h"

namespace pgtidy::checks {

static std::string adviceFor(const sql::Table &table, const analysis::TableOwnership &ownership) {
  std::string name = shownTable(table), text = "ALTER TABLE " + name + " ENABLE ROW LEVEL SECURITY;\n";
  if (ownership.ownerColumns.empty())
    return text + "CREATE POLICY owner ON " + name + " USING (…); -- by the parent's owner";
  return text + "CREATE POLICY owner ON " + name + " USING (" + identifier(ownership.ownerColumns.front()) +
         " = (SELECT current_setting('app.user_id', true))::" +
         (table.column(ownership.ownerColumns.front()) ? table.column(ownership.ownerColumns.front())->type
                                                       : "bigint") +
         ");";
}

Findings rls_missing(const Input &input) {
  Findings findings;
  bool isRequired = input.settings.requiresPolicies;
  if (!input.conclusions.schema || !(isRequired || input.conclusions.schema->usesPolicies()))
    return findings;
  eachTable(input, [&](const std::string &key, const sql::Table &table) {
    const analysis::TableOwnership *ownership = ownershipOf(input, key);
    if (!ownership || ownership->kind == analysis::OwnerKind::Users || table.rowSecurity || !table.policies.empty())
      return;
    findings::Finding finding = findingAt(
        input, table.origin,
        "the rows of '" + shownTable(table) + "' belong to users, " +
            (isRequired ? "the configuration requires row-level security" : "other tables have row-level security") +
            " and this one has none; enable it with a policy for the owner, or declare the table under Users: "
            "Shared");
    finding.advice = adviceFor(table, *ownership);
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
