#include "policies.h"

#include <map>

namespace pgtidy::checks {

Findings rls_multiple_permissive(const Input &input) {
  Findings findings;
  eachTable(input, [&](const std::string &, const sql::Table &table) {
    std::map<std::pair<std::string, std::string>, std::vector<const sql::Policy *>> byRole;
    for (const sql::Policy &policy : table.policies)
      if (policy.permissive)
        for (const std::string &role : policy.roles)
          for (const char *command : {"select", "insert", "update", "delete"})
            if (analysis::appliesTo(policy, command))
              byRole[{role, command}].push_back(&policy);
    for (const auto &[place, policies] : byRole) {
      if (policies.size() < 2 || policies[1]->origin.file < 0)
        continue;
      std::vector<std::string> names;
      for (const sql::Policy *policy : policies)
        names.push_back(policy->name);
      findings.push_back(findingAt(
          input, policies[1]->origin,
          "for " + place.second + " by '" + place.first + "' on '" + shownTable(table) + "', policies " +
              listed(names) + " are all asked of every row, and one that says yes is enough; make one of them"));
      break; // once a table
    }
  });
  return findings;
}

} // namespace pgtidy::checks
