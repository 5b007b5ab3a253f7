#include "schema_place.h"

#include "llvm/ADT/StringRef.h"

#include <map>

namespace pgtidy::checks {

/// The folder and tool of a migration: those of one history.
static std::string historyOf(const sql::Migration &migration) {
  llvm::StringRef path(migration.path);
  llvm::StringRef folder = path.substr(0, path.rfind('/'));
  if (path.ends_with("/migration.sql") || path.ends_with("/up.sql"))
    folder = folder.substr(0, folder.rfind('/'));
  return folder.str();
}

static Findings duplicatesIn(const Input &input, const std::vector<int32_t> &files) {
  Findings findings;
  const analysis::Schema &schema = *input.conclusions.schema;
  std::map<std::string, int32_t> seen;
  for (int32_t file : files) {
    if (schema.migrations[static_cast<size_t>(file)].tool == sql::MigrationTool::SqlMigrate)
      continue; // it goes by whole names
    llvm::StringRef version(schema.migrations[static_cast<size_t>(file)].version);
    auto [first, isNew] = seen.try_emplace(version.ltrim('0').str(), file);
    if (isNew)
      continue;
    findings::Finding finding =
        findingAtFile(input, file,
                      "version " + version.str() +
                          " is there twice, so that which is applied, or first, is left to chance; "
                          "give this file the next number");
    finding.notes.push_back({{schema.migrations[static_cast<size_t>(first->second)].path, 1, 1}, "the first is here"});
    findings.push_back(std::move(finding));
  }
  return findings;
}

/// Gaps in numbers that are otherwise counted one by one; stamps of time have none.
static Findings gapsIn(const Input &input, const std::vector<int32_t> &files) {
  Findings findings;
  const analysis::Schema &schema = *input.conclusions.schema;
  uint64_t previous = 0;
  size_t gaps = 0;
  for (size_t i = 0; i < files.size(); ++i) {
    uint64_t number = 0;
    if (llvm::StringRef(schema.migrations[static_cast<size_t>(files[i])].version).getAsInteger(10, number) ||
        number > 99999)
      return {};
    if (i > 0 && number > previous + 1) {
      ++gaps;
      findings.push_back(
          findingAtFile(input, files[i],
                        "number " + std::to_string(previous + 1) + " is missing before " + std::to_string(number) +
                            ": a migration of it that arrives later is applied out of order, or never; add "
                            "it, or count without gaps"));
    }
    previous = number;
  }
  return gaps * 4 < files.size() ? findings : Findings();
}

Findings migration_order(const Input &input) {
  Findings findings;
  if (!input.conclusions.schema)
    return findings;
  std::map<std::string, std::vector<int32_t>> histories;
  const std::vector<sql::Migration> &migrations = input.conclusions.schema->migrations;
  for (size_t file = 0; file < migrations.size(); ++file)
    if (!migrations[file].version.empty())
      histories[historyOf(migrations[file])].push_back(static_cast<int32_t>(file));
  for (const auto &[folder, files] : histories) {
    if (files.size() < 2)
      continue;
    for (Findings found : {duplicatesIn(input, files), gapsIn(input, files)})
      findings.insert(findings.end(), found.begin(), found.end());
  }
  return findings;
}

} // namespace pgtidy::checks
