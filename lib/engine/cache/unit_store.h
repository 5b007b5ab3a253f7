// The facts of a run's units in the cache.
#pragma once

#include "cache.h"
#include "extract/scan.h"
#include "facts/unit.h"
#include "findings/results.h"
#include "run_record.h"

#include "llvm/ADT/StringMap.h"

#include <optional>
#include <string>
#include <vector>

namespace pgtidy::engine {

/// Facts are found by all that they are made from: the program that made them with its rules (`maker`), the command,
/// and every file with its contents.
class UnitStore {
public:
  UnitStore(std::string folder, std::string maker, const std::vector<extract::Command> &commands, bool prefilter);

  /// What an earlier run of the same commands gave, when nothing that it read has changed: for each command its facts,
  /// nothing for one that was left out.
  std::optional<std::vector<std::optional<facts::Unit>>> recall();

  /// What the files of the units are now.
  void scanned(const std::vector<extract::Scan> &scans, extract::Scanner &scanner);
  std::optional<facts::Unit> find(size_t index);
  void keep(size_t index, const facts::Unit &unit);
  /// The run is over: what it gave can be recalled, and the oldest entries make way.
  void finish(const std::vector<bool> &isLeftOut);
  /// Entries that were damaged.
  std::vector<findings::Problem> problems();

private:
  Cache Entries;
  std::string Maker;
  const std::vector<extract::Command> &Commands;
  CacheKey RunKey;
  RunRecord Record;
  std::vector<CacheKey> Keys; ///< of the units, "" for one whose files are not all known

  void look(const std::vector<extract::Scan> &scans, extract::Scanner &scanner, llvm::StringMap<uint64_t> &hashes);
};

} // namespace pgtidy::engine
