// Texts that the program reads from its files.
#pragma once

#include "facts/program.h"
#include "facts/setting.h"

#include <map>
#include <string>
#include <vector>

namespace pgtidy::analysis {

class ProjectFiles {
public:
  explicit ProjectFiles(const facts::Program &program);

  /// The texts of the files that the path may name: one, or a choice where parts of the path are not known. Null when
  /// the project has none, more than a choice of statements has, or the path is still to be given by a caller.
  /// A path (":/sql/find.sql", "sql/find.sql") names the files that it is the end of.
  /// What Qt's collections of resources name so is meant by their names before any other file.
  facts::Text read(const facts::Result &reading) const;

  /// The values of an entry in the settings that files hold, whose contents are the first argument; null where no file
  /// has a value by these names.
  facts::Text setting(const facts::Result &asked) const;

  struct File {
    std::string path;
    facts::Text text;
  };

private:
  using Settings = std::map<facts::SettingNames, facts::Text>;

  std::vector<File> Files;     ///< by path
  std::vector<File> Resources; ///< by their names in the program
  const text::FileTable &Table;
  std::map<std::string, Settings> Values; ///< by path
};

} // namespace pgtidy::analysis
