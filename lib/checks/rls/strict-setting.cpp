#include "policies.h"

namespace pgtidy::checks {

Findings rls_strict_setting(const Input &input) {
  Findings findings;
  eachPolicy(input, [&](const std::string &, const sql::Table &table, const sql::Policy &policy) {
    for (const sql::Expr *condition : conditionsOf(policy))
      for (const sql::Expr *call : analysis::strictSettings(*condition)) {
        std::string name = call->args[0] && call->args[0]->kind == sql::ExprKind::Const ? call->args[0]->value : "…";
        findings::Finding finding =
            findingAt(input, originIn(policy, *call),
                      "every query of '" + shownTable(table) + "' fails where '" + name +
                          "' is not set, migrations and backups too; ask with missing_ok, which gives NULL and so no "
                          "row");
        finding.advice = "nullif((SELECT current_setting('" + name + "', true)), '')";
        findings.push_back(std::move(finding));
      }
  });
  return findings;
}

} // namespace pgtidy::checks
