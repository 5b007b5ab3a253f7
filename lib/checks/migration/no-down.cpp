#include "schema_place.h"
#include "sql/migrations.h"

namespace pgtidy::checks {

Findings migration_no_down(const Input &input) {
  Findings findings;
  if (!input.conclusions.schema)
    return findings;
  const analysis::Schema &schema = *input.conclusions.schema;
  for (size_t file = 0; file < schema.migrations.size(); ++file) {
    const analysis::DownVerdict &down = schema.downs[file];
    if (!down.isMissing && !down.isEmpty)
      continue;
    std::string tool(sql::toolName(schema.migrations[file].tool));
    findings.push_back(findingAtFile(
        input, static_cast<int32_t>(file),
        "this migration changes the schema and " + tool + "'s way down is " + (down.isMissing ? "missing" : "empty") +
            ", so that going down leaves the change and forgets that it was made; write what "
            "takes it back, or raise an exception there"));
  }
  return findings;
}

} // namespace pgtidy::checks
