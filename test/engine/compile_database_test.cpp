#include "engine/compile_database.h"

#include "temporary_folder.h"

#include <gtest/gtest.h>

namespace pgtidy::engine {
namespace {

using test::TemporaryFolder;

std::string errorOf(llvm::StringRef json) {
  TemporaryFolder folder;
  folder.write("compile_commands.json", json);
  llvm::Expected<CompileDatabase> database = readCompileDatabase(folder.path());
  return database ? "" : llvm::toString(database.takeError());
}

TEST(CompileDatabase, commandsAndArgumentsAreRead) {
  TemporaryFolder folder;
  folder.write("compile_commands.json", R"([
    {"directory": "/b", "file": "a b.cpp", "command": "g++ -DX=\"y z\" -c 'a b.cpp'"},
    {"directory": "rel", "file": "../c.cpp", "arguments": ["clang++", "c.cpp"]}])");
  llvm::Expected<CompileDatabase> database = readCompileDatabase(folder.path());
  ASSERT_TRUE(bool(database)) << llvm::toString(database.takeError());
  ASSERT_EQ(database->commands.size(), 2u);
  EXPECT_EQ(database->commands[0].arguments, (std::vector<std::string>{"g++", "-DX=y z", "-c", "a b.cpp"}));
  EXPECT_EQ(CompileDatabase::sourceOf(database->commands[0]), "/b/a b.cpp");
  EXPECT_EQ(CompileDatabase::sourceOf(database->commands[1]), folder.path("c.cpp"));
  EXPECT_EQ(database->find("/b/a b.cpp"), &database->commands[0]);
  EXPECT_EQ(database->find("/b/other.cpp"), nullptr);
}

TEST(CompileDatabase, whatIsWrongIsSaidWithARemedy) {
  EXPECT_NE(errorOf("[{]").find("is not JSON"), std::string::npos);
  EXPECT_NE(errorOf("{}").find("must be an array"), std::string::npos);
  EXPECT_NE(errorOf("[1]").find("entry 1 is not an object"), std::string::npos);
  EXPECT_NE(errorOf(R"([{"directory": "/"}])").find("entry 1 has no \"file\""), std::string::npos);
  EXPECT_NE(errorOf(R"([{"file": "a.cpp"}])").find("neither"), std::string::npos);
  llvm::Expected<CompileDatabase> missing = readCompileDatabase("/nowhere");
  ASSERT_FALSE(bool(missing));
  EXPECT_NE(llvm::toString(missing.takeError()).find("CMAKE_EXPORT_COMPILE_COMMANDS"), std::string::npos);
}

TEST(CompileDatabase, isLookedForAsClangdDoes) {
  TemporaryFolder folder;
  folder.write("build/compile_commands.json", "[]");
  folder.write("src/deep/a.cpp", "");
  EXPECT_EQ(findCompileDatabase(folder.path("src/deep")), folder.path("build"));
  folder.write("src/compile_commands.json", "[]");
  EXPECT_EQ(findCompileDatabase(folder.path("src/deep")), folder.path("src"));
}

} // namespace
} // namespace pgtidy::engine
