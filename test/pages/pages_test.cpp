// The examples of the checks' pages are their tests: each block is a program of its own.
#include "annotations.h"
#include "page.h"
#include "pipeline.h"

#include "llvm/Support/Path.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace pgtidy::test {

namespace {

const Block *namedBlock(const std::vector<Block> &blocks, llvm::StringRef name) {
  for (const Block &block : blocks)
    if (block.name == name)
      return &block;
  return nullptr;
}

/// Writes the page's files of variables into a repository, which tracks what is below tracked/; whether there are any.
bool writeEnvFiles(const std::vector<Block> &blocks, const TemporaryFolder &folder) {
  bool hasAny = false;
  for (const Block &block : blocks) {
    if (block.language != "env" && block.name != ".gitignore")
      continue;
    folder.write(block.name, block.text);
    hasAny |= block.language == "env";
  }
  if (hasAny) {
    std::string git = "git -C '" + folder.path() + "' ";
    EXPECT_EQ(
        std::system((git + "init -q && (cd '" + folder.path() + "' && mkdir -p tracked && git add tracked)").c_str()),
        0);
  }
  return hasAny;
}

/// The page's own configuration and schema, written to `folder`.
engine::Config configOf(const std::vector<Block> &blocks, const TemporaryFolder &folder) {
  engine::Config config;
  if (const Block *yaml = namedBlock(blocks, ".pgtidy")) {
    llvm::Expected<engine::Config> read = engine::parseConfig(yaml->text, ".pgtidy");
    if (read)
      config = std::move(*read);
    else
      ADD_FAILURE() << llvm::toString(read.takeError());
  }
  config.root = folder.path();
  if (const Block *schema = namedBlock(blocks, "schema")) {
    folder.write("0_schema.sql", schema->text); // before the examples, by its name
    config.schema = {"0_schema.sql"};
  }
  if (writeEnvFiles(blocks, folder))
    config.envFiles = {"**/.env*"};
  return config;
}

bool isEnv(const Block &block) { return block.language == "env"; }

/// What must be found in the files of variables of the page.
void addEnvExpectations(Expectations &expected, const std::vector<Block> &blocks, const TemporaryFolder &folder) {
  for (const Block &block : blocks)
    if (isEnv(block))
      addExpectations(expected, folder.path() + "/" + block.name, block.text);
}

bool isExample(const Block &block) {
  return block.language == "cpp" || (block.language == "sql" && block.name != "schema");
}

/// A block of definitions with a name in a folder is part of a history: the blocks of that folder are one example.
std::string historyOf(const Block &block) {
  if (block.language != "sql" || block.name.find('/') == std::string::npos)
    return {};
  return block.name.substr(0, block.name.rfind('/'));
}

bool isAboutSchema(llvm::StringRef check) {
  return check.starts_with("pg-schema-") || check.starts_with("pg-rls-") || check.starts_with("pg-migration-");
}

/// The findings of `files`, held against what their texts expect; the page's lines are those of the files.
std::string judgeSchema(const std::string &page, const std::vector<const Block *> &blocks, engine::Config config,
                        const TemporaryFolder &folder) {
  if (config.checks == engine::Config().checks) // the other checks have pages of their own
    config.checks = "-*," + checkOfPage(page);
  Expectations expected;
  std::vector<std::string> files;
  for (const Block *block : blocks) {
    std::string source = std::string(block->line - 1, '\n') + block->text;
    std::string name = block->name.empty() ? "example" + std::to_string(block->line) + ".sql" : block->name;
    files.push_back(folder.write(name, source));
    addExpectations(expected, files.back(), source);
  }
  findings::Results results = runSchema(files, config);
  std::string text = problemsOf(results) + differences(expected, results);
  for (const std::string &file : files)
    for (size_t at = 0; (at = text.find(file, at)) != std::string::npos;)
      text.replace(at, file.size(), page);
  return text;
}

/// Runs one example, and gives what differs, with the page's lines.
std::string judge(const std::string &page, const Block &block, const std::vector<Block> &blocks,
                  const engine::Config &config, const TemporaryFolder &folder) {
  bool isSql = block.language == "sql";
  if (isSql && isAboutSchema(checkOfPage(page)))
    return judgeSchema(page, {&block}, config, folder);
  // Blank lines before it make the example's lines those of the page.
  std::string source = std::string(block.line - 1, '\n') + block.text;
  std::string fallback = "example" + std::to_string(block.line) + (isSql ? ".sql" : ".cpp");
  std::string file = folder.write(block.name.empty() ? fallback : block.name, source);
  std::vector<extract::Command> commands;
  if (!isSql)
    commands.push_back(compileCommand(file, {"-include", PGTIDY_SOURCE_DIR "/test/pages/prelude.h"}));
  findings::Results results =
      run(commands, isSql ? std::vector<std::string>{file} : std::vector<std::string>(), config);
  Expectations expected;
  addExpectations(expected, file, source);
  addEnvExpectations(expected, blocks, folder);
  std::string text = problemsOf(results) + differences(expected, results);
  for (size_t at = 0; (at = text.find(file, at)) != std::string::npos;)
    text.replace(at, file.size(), page);
  return text;
}

/// Runs the files of variables of a page that has no sources.
std::string judgeEnvFiles(const std::vector<Block> &blocks, const engine::Config &config,
                          const TemporaryFolder &folder) {
  Expectations expected;
  addEnvExpectations(expected, blocks, folder);
  return differences(expected, run({}, {}, config));
}

class Pages : public testing::TestWithParam<std::string> {};

} // namespace

TEST_P(Pages, examplesAreFoundAsTheySay) {
  std::vector<Block> blocks = blocksOf(contentsOf(GetParam()));
  TemporaryFolder folder;
  engine::Config config = configOf(blocks, folder);
  std::map<std::string, std::vector<const Block *>> histories;
  for (const Block &block : blocks) {
    if (std::string history = historyOf(block); !history.empty()) {
      histories[history].push_back(&block);
    } else if (isExample(block)) {
      std::string different = judge(GetParam(), block, blocks, config, folder);
      EXPECT_EQ(different, "") << different;
    }
  }
  bool hasExample = std::any_of(blocks.begin(), blocks.end(), isExample);
  if (!hasExample) {
    std::string different = judgeEnvFiles(blocks, config, folder);
    EXPECT_EQ(different, "") << different;
  }
  for (const auto &[name, history] : histories) {
    std::string different = judgeSchema(GetParam(), history, config, folder);
    EXPECT_EQ(different, "") << different;
  }
}

TEST_P(Pages, showAFaultAndANearMiss) {
  Expectations expected;
  bool hasNearMiss = false;
  for (const Block &block : blocksOf(contentsOf(GetParam())))
    if (isExample(block) || isEnv(block)) {
      addExpectations(expected, "page", block.text, block.line);
      hasNearMiss |= llvm::StringRef(block.text).contains(" fine\n");
    }
  bool hasFault = false;
  for (const auto &[place, checks] : expected)
    hasFault |= checks.count(checkOfPage(GetParam())) > 0;
  EXPECT_TRUE(hasFault) << "no example has a line with 'expect: " << checkOfPage(GetParam()) << "'";
  EXPECT_TRUE(hasNearMiss) << "no example has a line that says that it is fine";
}

INSTANTIATE_TEST_SUITE_P(Docs, Pages, testing::ValuesIn(pagePaths()), [](const auto &info) {
  std::string name = checkOfPage(info.param);
  for (char &c : name)
    c = std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return name;
});

} // namespace pgtidy::test
