#include "schema_place.h"

#include "llvm/ADT/StringExtras.h"

namespace pgtidy::checks {

Findings schema_identifier_length(const Input &input) {
  Findings findings;
  if (!input.conclusions.schema)
    return findings;
  for (const sql::LongName &name : input.conclusions.schema->catalog.longNames)
    findings.push_back(findingAt(input, name.origin,
                                 "this name has " + std::to_string(name.length) +
                                     " bytes, PostgreSQL keeps 63 and cuts it without an error: two names may become "
                                     "one; shorten it"));
  return findings;
}

} // namespace pgtidy::checks
