// Runs pgtidy as a library on sources on disk.
#pragma once

#include "engine/engine.h"

#include <string>
#include <vector>

namespace pgtidy::test {

/// The command that compiles `file`.
extract::Command compileCommand(const std::string &file, const std::vector<std::string> &flags = {});

/// All findings of the sources (C++ by their commands, SQL by name) under `config`.
findings::Results run(const std::vector<extract::Command> &commands, const std::vector<std::string> &queryFiles,
                      const engine::Config &config);

/// All findings in these files of definitions, after the schema of `config`.
findings::Results runSchema(const std::vector<std::string> &schemaFiles, const engine::Config &config);

/// What went wrong besides findings, such as an example that does not compile; "" when nothing did.
std::string problemsOf(const findings::Results &results);

/// The contents of a file; "" and a test failure when it cannot be read.
std::string contentsOf(const std::string &path);

/// A folder that is removed with its contents.
class TemporaryFolder {
public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;

  /// Writes `name` (folders are made) and gives its path.
  std::string write(const std::string &name, const std::string &contents) const;
  const std::string &path() const { return Path; }

private:
  std::string Path;
};

} // namespace pgtidy::test
