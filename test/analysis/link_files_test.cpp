// Files that a program reads its statements from.
#include "link_files.h"

#include "facts/alternatives.h"
#include "facts/project_file.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
namespace {

facts::Program withFiles(std::initializer_list<const char *> paths) {
  facts::Program program;
  for (const char *path : paths)
    program.symbols.push_back({facts::fileSymbol(path), facts::literal(path), ""});
  return program;
}

facts::Text unknown() { return facts::hole({facts::HoleKind::Text, "", "name", {}, {}, "", {}}); }

/// The files that are read, one behind the other.
std::string filesOf(const facts::Program &program, std::vector<facts::Text> path) {
  facts::Result reading{"file contents", {facts::concat(std::move(path))}, {}};
  facts::Text text = ProjectFiles(program).read(reading);
  if (!text)
    return "none";
  std::string all;
  for (const facts::Way &way : facts::waysThrough(text).ways)
    all += (all.empty() ? "" : " ") + facts::asLiteral(way.leaves.at(0).text)->bytes;
  return all;
}

TEST(LinkFiles, aPathNamesTheFilesThatItIsTheEndOf) {
  facts::Program program = withFiles({"/p/sql/a.sql", "/p/sql/b.sql", "/p/old/sql/a.sql", "/p/sql/ba.sql"});
  EXPECT_EQ(filesOf(program, {facts::literal(":/sql/b.sql")}), "/p/sql/b.sql");
  EXPECT_EQ(filesOf(program, {facts::literal("qrc:/sql/b.sql")}), "/p/sql/b.sql");
  EXPECT_EQ(filesOf(program, {facts::literal("../sql/b.sql")}), "/p/sql/b.sql");
  EXPECT_EQ(filesOf(program, {facts::literal(":/sql/a.sql")}), "/p/old/sql/a.sql /p/sql/a.sql");
  EXPECT_EQ(filesOf(program, {facts::literal("/p/sql/a.sql")}), "/p/sql/a.sql");
  EXPECT_EQ(filesOf(program, {facts::literal(":/l/a.sql")}), "none");
  EXPECT_EQ(filesOf(program, {facts::literal("")}), "none");
}

TEST(LinkFiles, aResourceIsKnownByTheNameThatItsCollectionGives) {
  facts::Program program = withFiles({"/p/sql/a.sql", "/p/queries/gone.sql"});
  for (const char *name : {"/db/one.sql", "/queries/gone.sql", "/db/deep/two.sql"})
    program.symbols.push_back({facts::resourceSymbol(name), facts::literal(name), ""});
  EXPECT_EQ(filesOf(program, {facts::literal(":/db/one.sql")}), "/db/one.sql");
  EXPECT_EQ(filesOf(program, {facts::literal("qrc:/queries/gone.sql")}), "/queries/gone.sql");
  EXPECT_EQ(filesOf(program, {facts::literal("queries/gone.sql")}), "/p/queries/gone.sql");
  EXPECT_EQ(filesOf(program, {facts::literal(":/sql/a.sql")}), "/p/sql/a.sql");
  EXPECT_EQ(filesOf(program, {facts::literal(":/one.sql")}), "none");
  EXPECT_EQ(filesOf(program, {facts::literal("db/one.sql")}), "none");
  EXPECT_EQ(filesOf(program, {facts::literal(":/db/"), unknown(), facts::literal(".sql")}), "/db/one.sql");
}

TEST(LinkFiles, anUnknownNameMeansEveryFileOfTheFolder) {
  facts::Program program = withFiles({"/p/sql/a.sql", "/p/sql/b.sql", "/p/sql/deep/c.sql", "/p/sql/d.txt"});
  EXPECT_EQ(filesOf(program, {facts::literal(":/sql/"), unknown(), facts::literal(".sql")}),
            "/p/sql/a.sql /p/sql/b.sql");
  EXPECT_EQ(filesOf(program, {facts::literal(":/"), unknown(), facts::literal("/"), unknown(), facts::literal(".sql")}),
            "/p/sql/a.sql /p/sql/b.sql /p/sql/deep/c.sql");
  EXPECT_EQ(filesOf(program, {facts::literal(":/sql/"), unknown()}), "none");
  EXPECT_EQ(filesOf(program, {unknown()}), "none");
  EXPECT_EQ(filesOf(program, {unknown(), facts::literal("/"), unknown(), facts::literal(".sql")}), "none");
  EXPECT_EQ(filesOf(program, {unknown(), facts::literal("/sql/"), unknown(), facts::literal(".sql")}),
            "/p/sql/a.sql /p/sql/b.sql");
}

TEST(LinkFiles, aPathThatACallerGivesIsWaitedFor) {
  facts::Program program = withFiles({"/p/sql/a.sql"});
  facts::Parameter given;
  given.function = "f";
  EXPECT_EQ(filesOf(program, {facts::literal(":/sql/"), facts::parameter(given), facts::literal(".sql")}), "none");
}

} // namespace
} // namespace pgtidy::analysis
