// The commands of the manual: each block marked `sh` runs in a small project.
#include "tool.h"

#include <gtest/gtest.h>

namespace pgtidy::test {
namespace {

std::vector<std::string> shellBlocks(const std::string &page) {
  std::vector<std::string> blocks;
  for (size_t at = page.find("```sh\n"); at != std::string::npos; at = page.find("```sh\n", at)) {
    size_t begin = at + 6, end = page.find("```", begin);
    blocks.push_back(page.substr(begin, end - begin));
    at = end;
  }
  return blocks;
}

void makeProject(const TemporaryFolder &folder) {
  std::string source = folder.write(
      "src/notes.cpp", std::string(libpqStub) + "void f(PGconn *c) { PQexec(c, \"SELECT id FROM notes\"); }\n");
  folder.write("db/migrations/1.sql", "CREATE TABLE users (id bigint PRIMARY KEY);\n"
                                      "CREATE TABLE notes (id bigint PRIMARY KEY, user_id bigint REFERENCES users);\n");
  folder.write("db/queries/notes.sql", "SELECT id FROM notes WHERE user_id = :user;\n");
  folder.write(".pgtidy", "Schema: [db/migrations/*.sql]\n");
  folder.write("build/compile_commands.json", "[{\"directory\": \"" + folder.path() + "\", \"file\": \"" + source +
                                                  "\", \"arguments\": [\"c++\", \"-std=c++20\", \"-c\", \"" + source +
                                                  "\"]}]");
  shell(folder.path(), "git init -q && git add . && git -c user.name=a -c user.email=a@example.org commit -qm one");
}

class Manual : public testing::TestWithParam<const char *> {};

TEST_P(Manual, itsCommandsRun) {
  auto page = llvm::MemoryBuffer::getFile(std::string(PGTIDY_SOURCE_DIR) + "/docs/" + GetParam());
  ASSERT_TRUE(bool(page));
  std::vector<std::string> blocks = shellBlocks((*page)->getBuffer().str());
  EXPECT_FALSE(blocks.empty());
  TemporaryFolder folder;
  makeProject(folder);
  std::string binary = PGTIDY_BINARY, path = "PATH=" + binary.substr(0, binary.rfind('/')) + ":$PATH\n";
  for (const std::string &block : blocks)
    for (llvm::StringRef rest(block); !rest.empty();) {
      llvm::StringRef command;
      std::tie(command, rest) = rest.split('\n');
      Output run = shell(folder.path(), path + command.str());
      EXPECT_LE(run.status, 1) << command.str() << "\n" << run.err;
    }
}

INSTANTIATE_TEST_SUITE_P(Docs, Manual,
                         testing::Values("command-line.md", "baselines.md", "formats.md", "ci.md", "suppressing.md"),
                         [](const auto &info) {
                           std::string name = info.param;
                           for (char &c : name)
                             c = std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
                           return name;
                         });

} // namespace
} // namespace pgtidy::test
