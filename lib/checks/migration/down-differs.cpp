#include "schema_place.h"

#include "llvm/ADT/StringExtras.h"

namespace pgtidy::checks {

Findings migration_down_differs(const Input &input) {
  Findings findings;
  if (!input.conclusions.schema)
    return findings;
  const analysis::Schema &schema = *input.conclusions.schema;
  for (size_t file = 0; file < schema.migrations.size(); ++file) {
    const std::vector<std::string> &differences = schema.downs[file].differences;
    if (differences.empty())
      continue;
    std::vector<std::string> shown(differences.begin(), differences.begin() + std::min<size_t>(3, differences.size()));
    std::string more = differences.size() > 3 ? " and " + std::to_string(differences.size() - 3) + " more" : "";
    findings.push_back(findingAtFile(input, static_cast<int32_t>(file),
                                     "its way down does not lead back to the schema before it: " +
                                         llvm::join(shown, ", ") + more + "; take back each change, the last first"));
  }
  return findings;
}

} // namespace pgtidy::checks
