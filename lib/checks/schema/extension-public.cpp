#include "schema_place.h"

namespace pgtidy::checks {

Findings schema_extension_public(const Input &input) {
  Findings findings;
  if (!input.conclusions.schema)
    return findings;
  for (const auto &[name, extension] : input.conclusions.schema->catalog.extensions) {
    bool own = name == "plpgsql" || name == "postgis_topology" || name == "pg_cron" || name == "timescaledb";
    if (own || (!extension.schema.empty() && extension.schema != "public"))
      continue;
    findings::Finding finding =
        findingAt(input, extension.origin,
                  "extension '" + name +
                      "' puts its functions among the application's in schema public; give it a schema of its own");
    finding.advice =
        "CREATE SCHEMA IF NOT EXISTS extensions;\nCREATE EXTENSION " + identifier(name) + " SCHEMA extensions;";
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace pgtidy::checks
