// The annotated cases below test/cases: each source is a program of its own, with the headers that stand beside it and
// the sources in a folder that is called as it is (x.cpp and x/*.cpp). The
// nearest .pgtidy and schema.sql above it, up to test/cases, hold for it.
#include "annotations.h"
#include "facts/setting.h"
#include "pipeline.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <cctype>

namespace pgtidy::test {

namespace {

const std::string root = PGTIDY_SOURCE_DIR "/test/cases";

/// The sources of a program beside its first one.
std::vector<std::string> otherUnits(llvm::StringRef file) {
  std::vector<std::string> files;
  std::error_code error;
  if (file.consume_back(".cpp"))
    for (llvm::sys::fs::directory_iterator entry(file, error), end; entry != end && !error; entry.increment(error))
      if (llvm::StringRef(entry->path()).ends_with(".cpp"))
        files.push_back(entry->path());
  std::sort(files.begin(), files.end());
  return files;
}

bool isOtherUnit(llvm::StringRef file) {
  return file.ends_with(".cpp") && llvm::sys::fs::exists(llvm::sys::path::parent_path(file) + ".cpp");
}

std::vector<std::string> caseFiles() {
  std::vector<std::string> files;
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator entry(root, error), end; entry != end && !error;
       entry.increment(error)) {
    llvm::StringRef path(entry->path());
    if (isOtherUnit(path))
      continue;
    if (path.ends_with(".cpp") || (path.ends_with(".sql") && !path.ends_with("/schema.sql")))
      files.push_back(path.str());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// The nearest file `name` in the folders above `file`, up to the root of the cases; "" when there is none.
std::string nearest(llvm::StringRef name, llvm::StringRef file) {
  for (llvm::StringRef folder = llvm::sys::path::parent_path(file); folder.starts_with(root);
       folder = llvm::sys::path::parent_path(folder)) {
    std::string path = (folder + "/" + name).str();
    if (llvm::sys::fs::exists(path))
      return path;
  }
  return {};
}

/// A configuration hides a schema of the folders above it.
bool isBelow(const std::string &schema, const engine::Config &config) {
  return config.file.empty() || llvm::sys::path::parent_path(schema).starts_with(config.root);
}

engine::Config configOf(llvm::StringRef file) {
  engine::Config config;
  if (std::string path = nearest(".pgtidy", file); !path.empty()) {
    llvm::Expected<engine::Config> read = engine::readConfig(path);
    if (read)
      config = std::move(*read);
    else
      ADD_FAILURE() << llvm::toString(read.takeError());
  }
  std::string schema = nearest("schema.sql", file);
  if (!schema.empty() && config.schema.empty() && isBelow(schema, config))
    config.schema = {schema};
  return config;
}

/// The expectations of `file` and of the headers beside it that it includes.
void addWithHeaders(Expectations &expected, const std::string &file) {
  std::string source = contentsOf(file);
  addExpectations(expected, file, source);
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(source).split(lines, '\n');
  for (llvm::StringRef line : lines)
    if (line.consume_front("#include \"")) {
      std::string header =
          (llvm::sys::path::parent_path(file) + "/" + line.take_until([](char c) { return c == '"'; })).str();
      if (llvm::sys::fs::exists(header))
        addWithHeaders(expected, header);
    }
}

/// The expectations of files of settings in the folder of the case's other units.
void addSettings(Expectations &expected, llvm::StringRef file) {
  std::error_code error;
  for (llvm::sys::fs::directory_iterator at(file.drop_back(llvm::sys::path::extension(file).size()), error), end;
       !error && at != end; at.increment(error))
    if (facts::isSettingsFile(at->path()))
      addExpectations(expected, at->path(), contentsOf(at->path()));
}

/// Cases of the areas whose input is the schema, not the program.
bool isAboutSchema(llvm::StringRef file) {
  llvm::StringRef below = file.drop_front(root.size() + 1);
  return file.ends_with(".sql") &&
         (below.starts_with("schema/") || below.starts_with("rls/") || below.starts_with("migration/"));
}

class Cases : public testing::TestWithParam<std::string> {};

} // namespace

TEST_P(Cases, areFoundAsTheySay) {
  const std::string &file = GetParam();
  bool isSql = llvm::StringRef(file).ends_with(".sql");
  std::vector<extract::Command> commands;
  if (!isSql)
    commands.push_back(compileCommand(file));
  for (const std::string &unit : otherUnits(file))
    commands.push_back(compileCommand(unit));
  findings::Results results =
      isAboutSchema(file)
          ? runSchema({file}, configOf(file))
          : run(commands, isSql ? std::vector<std::string>{file} : std::vector<std::string>(), configOf(file));
  Expectations expected;
  addWithHeaders(expected, file);
  for (const std::string &unit : otherUnits(file))
    addExpectations(expected, unit, contentsOf(unit));
  addSettings(expected, file);
  std::string different = problemsOf(results) + differences(expected, results);
  EXPECT_EQ(different, "") << different;
}

INSTANTIATE_TEST_SUITE_P(Cpp, Cases, testing::ValuesIn(caseFiles()), [](const auto &info) {
  std::string name = info.param.substr(root.size() + 1);
  for (char &c : name)
    c = std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return name;
});

} // namespace pgtidy::test
