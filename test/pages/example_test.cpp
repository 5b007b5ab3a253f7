// The example project has its planted faults and nothing else.
#include "annotations.h"
#include "pipeline.h"

#include "llvm/Support/FileSystem.h"

#include "gtest/gtest.h"

#include <algorithm>

namespace pgtidy::test {

static std::vector<std::string> sourcesBelow(const std::string &folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator entry(folder, error), end; entry != end && !error;
       entry.increment(error))
    if (llvm::StringRef path(entry->path()); path.ends_with(".cpp") || path.ends_with(".h"))
      files.push_back(path.str());
  std::sort(files.begin(), files.end());
  return files;
}

TEST(Example, hasThePlantedFaultsAndNoOthers) {
  const std::string example = PGTIDY_SOURCE_DIR "/test/example";
  llvm::Expected<engine::Config> config = engine::readConfig(example + "/.pgtidy");
  ASSERT_TRUE(static_cast<bool>(config)) << llvm::toString(config.takeError());
  std::vector<extract::Command> commands;
  Expectations expected;
  for (const std::string &file : sourcesBelow(example + "/src")) {
    addExpectations(expected, file, contentsOf(file));
    if (llvm::StringRef(file).ends_with(".cpp"))
      commands.push_back(compileCommand(file, {"-I", example + "/src"}));
  }
  findings::Results results = run(commands, {}, *config);
  std::string different = problemsOf(results) + differences(expected, results);
  EXPECT_EQ(different, "") << different;
}

} // namespace pgtidy::test
