#include "policies.h"

namespace pgtidy::checks {

Findings rls_definer_function(const Input &input) {
  Findings findings;
  if (!input.conclusions.schema)
    return findings;
  for (const sql::Function &function : input.conclusions.schema->catalog.functions) {
    if (!function.securityDefiner || function.setsSearchPath || function.origin.file < 0)
      continue;
    findings::Finding finding =
        findingAt(input, function.origin,
                  "function '" + function.name +
                      "' runs with its owner's rights and finds tables and functions by the caller's search_path, who "
                      "can put his own there; set the path");
    finding.advice = "ALTER FUNCTION " + function.schema + "." + identifier(function.name) +
                     " SET search_path = " + function.schema + ", pg_temp;";
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace pgtidy::checks
