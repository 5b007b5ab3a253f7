// The program that the editor works on: its facts, kept up to date file by file.
#pragma once

#include "engine/engine.h"
#include "extract/extract.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pgtidy::lsp {

/// Where to find things; empty where they are to be found by themselves.
struct Where {
  std::string buildPath;  ///< the folder of compile_commands.json
  std::string configFile; ///< the .pgtidy
};

/// Facts of a project's units and the results over them. For one thread at a time.
class Project {
public:
  Project(std::string root, Where where) : Root(std::move(root)), Given(std::move(where)) {}

  /// Reads configuration, rules and compile database again, and forgets all facts. What is missing or wrong is a
  /// problem of the results.
  void load();
  /// The sources of the compile database, those that are not read yet.
  std::vector<std::string> unread() const;
  /// Reads the facts of `file` again, or of the units that include it when it is a header. Gives how many units.
  size_t read(const std::string &file, const extract::Unsaved &unsaved);
  /// The results over all that has been read.
  findings::Results results(const extract::Unsaved &unsaved) const;
  bool isSource(const std::string &file) const { return Commands.count(file) != 0; }
  /// Whether a change of `file` on disk changes more than the file's own facts: schema, configuration, database.
  bool isShared(const std::string &file) const;

private:
  std::string Root;
  Where Given;
  engine::Config Config;
  std::optional<rules::Rules> Rules;
  std::map<std::string, extract::Command> Commands; ///< by source
  std::map<std::string, facts::Unit> Units;         ///< by main file
  std::map<std::string, std::string> Failures;      ///< by main file: why it has no facts
  std::vector<findings::Problem> Problems;
  mutable std::map<std::string, facts::Tracking> Tracked; ///< by file of variables; git is asked once

  void loadConfig();
  void loadDatabase();
  bool readUnit(const extract::Command &command, const extract::Unsaved &unsaved);
  void readSql(const std::string &file, const extract::Unsaved &unsaved);
  std::vector<std::string> includers(const std::string &header) const;
};

} // namespace pgtidy::lsp
