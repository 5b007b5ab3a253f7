#include "schema_place.h"

#include "llvm/ADT/StringRef.h"

#include <map>

namespace pgtidy::checks {

using sql::ChangeKind;

/// A value that a transaction added to a type.
struct Added {
  std::string type;
  std::string value;
};

static llvm::StringRef textOf(const Input &input, const analysis::MigrationStep &step) {
  const std::string &text = input.conclusions.schema->catalog.files[static_cast<size_t>(step.file)].text;
  return llvm::StringRef(text).slice(static_cast<size_t>(step.begin), static_cast<size_t>(step.end));
}

Findings migration_enum(const Input &input) {
  Findings findings;
  if (!input.conclusions.schema)
    return findings;
  std::map<std::pair<int32_t, int32_t>, std::vector<Added>> added;
  for (const analysis::MigrationStep &step : input.conclusions.schema->steps) {
    if (step.transaction < 0)
      continue;
    std::vector<Added> &values = added[{step.file, step.transaction}];
    bool adds = !step.changes.empty() && step.changes.front().change.kind == ChangeKind::AddEnumValue;
    if (adds) {
      values.push_back({step.changes.front().change.name, step.changes.front().change.to});
      continue;
    }
    for (const Added &value : values)
      if (textOf(input, step).contains("'" + value.value + "'")) {
        findings.push_back(findingAt(input, {step.file, step.begin},
                                     "uses '" + value.value + "' in the transaction that added it to type '" +
                                         value.type +
                                         "', which PostgreSQL rejects; commit the new value first, in a migration of "
                                         "its own"));
        break;
      }
  }
  return findings;
}

} // namespace pgtidy::checks
