// A small project, analysed with and without the prefilter.
#pragma once

#include "engine/engine.h"
#include "temporary_folder.h"

#include "llvm/Support/Path.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace pgtidy::test {

/// Names and contents; each *.cpp is a unit.
using Sources = std::vector<std::pair<std::string, std::string>>;

struct Reports {
  std::vector<std::string> filtered, complete; ///< findings, one a line
  std::vector<std::string> parsed;             ///< units that the prefilter kept and that gave facts or problems
};

class SourceProject {
public:
  explicit SourceProject(const Sources &sources) {
    for (const auto &[name, text] : sources) {
      std::string path = Folder.write(name, text);
      if (llvm::StringRef(name).ends_with(".cpp"))
        Commands.push_back({Folder.path(), path, {"clang++", "-std=c++20", path}});
    }
  }

  Reports reports() const {
    engine::Config config;
    config.root = Folder.path();
    llvm::Expected<rules::Rules> rules = engine::loadRules(config);
    if (!rules)
      return {{}, {llvm::toString(rules.takeError())}, {}};
    Reports reports;
    std::vector<std::string> seen;
    engine::Collected filtered =
        engine::collectFacts(Commands, *rules, {.jobs = 1, .ownerWords = engine::ownerWords(config)});
    for (const std::string &unit : filtered.parsed)
      reports.parsed.push_back(llvm::sys::path::filename(unit).str());
    std::sort(reports.parsed.begin(), reports.parsed.end());
    engine::Collected complete = engine::collectFacts(Commands, *rules, {.jobs = 1, .prefilter = false});
    reports.filtered = lines(engine::analyse(std::move(filtered), config));
    reports.complete = lines(engine::analyse(std::move(complete), config));
    return reports;
  }

private:
  TemporaryFolder Folder;
  std::vector<extract::Command> Commands;

  static std::vector<std::string> lines(const findings::Results &results) {
    std::vector<std::string> lines;
    for (const findings::Finding &finding : results.findings) {
      std::string line = finding.place.file + ":" + std::to_string(finding.place.line) + ":" +
                         std::to_string(finding.place.column) + ": " + finding.check + ": " + finding.message;
      for (const auto &note : finding.notes)
        line += "\n  " + note.place.file + ":" + std::to_string(note.place.line) + ": " + note.message;
      lines.push_back(std::move(line));
    }
    return lines;
  }
};

} // namespace pgtidy::test
