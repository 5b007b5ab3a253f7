#include "policies.h"

#include <set>

namespace pgtidy::checks {

/// Functions that policies call: the roles that they hold have to execute these.
static std::set<std::string> calledByPolicies(const Input &input) {
  std::set<std::string> names;
  eachPolicy(input, [&](const std::string &, const sql::Table &, const sql::Policy &policy) {
    for (const sql::Expr *condition : conditionsOf(policy))
      analysis::callsIn(*condition, [&](const sql::Expr &call) { names.insert(call.path.back()); });
  });
  return names;
}

Findings rls_public_function(const Input &input) {
  Findings findings;
  if (!input.conclusions.schema)
    return findings;
  const bool usesPolicies = input.conclusions.schema->usesPolicies();
  if (!usesPolicies && !analysis::hasInterface(input.conclusions.schema->catalog))
    return findings;
  std::set<std::string> called = calledByPolicies(input);
  for (const sql::Function &function : input.conclusions.schema->catalog.functions) {
    bool isTrigger = function.returns == "trigger" || function.returns == "event_trigger";
    if (!function.securityDefiner || !function.executableByPublic || isTrigger || called.count(function.name) ||
        function.origin.file < 0)
      continue;
    findings::Finding finding =
        findingAt(input, function.origin,
                  "every role may execute '" + function.name + "', which runs with its owner's rights" +
                      (usesPolicies ? ", past the policies" : "") +
                      "; revoke that from PUBLIC and grant it to those who need it");
    finding.advice = "REVOKE EXECUTE ON FUNCTION " + function.schema + "." + identifier(function.name) +
                     " FROM PUBLIC;\nGRANT EXECUTE ON FUNCTION " + function.schema + "." + identifier(function.name) +
                     " TO …;";
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace pgtidy::checks
