#include "policies.h"

namespace pgtidy::checks {

Findings rls_bypass(const Input &input) {
  Findings findings;
  if (!input.conclusions.schema || !input.conclusions.schema->usesPolicies())
    return findings;
  const auto &roles = input.conclusions.schema->catalog.roles;
  auto role = roles.find(roleOf(input));
  if (role == roles.end() || !input.conclusions.schema->catalog.bypassesRowSecurity(role->first))
    return findings;
  findings::Finding finding = findingAt(input, role->second.origin,
                                        "the program connects as '" + role->first + "', a role " +
                                            (role->second.superuser ? "of a superuser" : "with BYPASSRLS") +
                                            ", which no policy holds; take that from it");
  finding.advice =
      "ALTER ROLE " + identifier(role->first) + (role->second.superuser ? " NOSUPERUSER" : "") + " NOBYPASSRLS;";
  findings.push_back(std::move(finding));
  return findings;
}

} // namespace pgtidy::checks
