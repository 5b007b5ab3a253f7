// Facts of earlier runs: the same findings, and nothing that is damaged or out of date.
#include "cache/cache.h"
#include "engine/engine.h"
#include "temporary_folder.h"

#include "gtest/gtest.h"

#include <filesystem>
#include <thread>

namespace pgtidy::test {

using engine::Cache;
using engine::cacheKey;

namespace {

/// A project of two units, read with a cache.
class CachedProject : public TemporaryFolder {
public:
  CachedProject() {
    write("q.h", "inline const char *text() { return \"SELEC 1\"; }\n");
    write("a.cpp", "#include \"q.h\"\nstruct PGconn; extern \"C\" struct PGresult *PQexec(PGconn *, const char *);\n"
                   "void a(PGconn *c) { PQexec(c, text()); }\n");
    write("b.cpp", "int b;\n");
  }

  engine::Collected collect(const std::string &maker = "1") const {
    std::vector<extract::Command> commands;
    for (const char *name : {"a.cpp", "b.cpp"})
      commands.push_back({path(), path(name), {"clang++", path(name)}});
    engine::Config config;
    llvm::Expected<rules::Rules> rules = engine::loadRules(config);
    EXPECT_TRUE(static_cast<bool>(rules));
    return engine::collectFacts(commands, *rules, {.jobs = 1, .cacheFolder = path("cache"), .maker = maker});
  }
  std::string sqlOf(const engine::Collected &collected) const {
    for (const facts::Unit &unit : collected.units)
      for (const facts::Call &call : unit.calls)
        return facts::print(call.sql);
    return "";
  }
  std::vector<std::string> entries() const {
    std::vector<std::string> found;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(path("cache")))
      if (entry.is_regular_file())
        found.push_back(entry.path());
    return found;
  }
};

} // namespace

TEST(Cache, givesBackWhatWasWritten) {
  TemporaryFolder folder;
  Cache cache(folder.path("c"));
  EXPECT_FALSE(cache.read(cacheKey("a")));
  cache.write(cacheKey("a"), "contents");
  EXPECT_EQ(Cache(folder.path("c")).read(cacheKey("a")), "contents");
  EXPECT_FALSE(cache.read(cacheKey("b")));
}

TEST(Cache, damagedEntriesAreNamedAndForgotten) {
  CachedProject project;
  std::string before = project.sqlOf(project.collect());
  EXPECT_EQ(before, "\"SELEC 1\"");
  for (const std::string &entry : project.entries())
    std::filesystem::resize_file(entry, std::filesystem::file_size(entry) - 1);
  engine::Collected collected = project.collect();
  EXPECT_EQ(project.sqlOf(collected), before);
  ASSERT_FALSE(collected.problems.empty());
  EXPECT_NE(collected.problems.front().message.find("damaged"), std::string::npos);
  EXPECT_TRUE(project.collect().problems.empty());
}

TEST(Cache, entriesAreTheOwnersAlone) {
  CachedProject project;
  project.collect();
  using std::filesystem::perms;
  ASSERT_FALSE(project.entries().empty());
  for (const std::string &entry : project.entries())
    EXPECT_EQ(std::filesystem::status(entry).permissions() & (perms::group_all | perms::others_all), perms::none);
  EXPECT_EQ(std::filesystem::status(project.path("cache")).permissions() & (perms::group_all | perms::others_all),
            perms::none);
}

TEST(Cache, aChangedHeaderIsSeenAtOnce) {
  CachedProject project;
  EXPECT_EQ(project.sqlOf(project.collect()), "\"SELEC 1\"");
  project.write("q.h", "inline const char *text() { return \"SELEC 2\"; }\n"); // of the same size, at the same second
  EXPECT_EQ(project.sqlOf(project.collect()), "\"SELEC 2\"");
  EXPECT_EQ(project.sqlOf(project.collect()), "\"SELEC 2\"");
}

TEST(Cache, factsOfAnotherProgramAreNotUsed) {
  CachedProject project;
  project.collect("1");
  size_t entries = project.entries().size();
  project.collect("2");
  EXPECT_GT(project.entries().size(), entries);
}

TEST(Cache, aFolderThatCannotBeWrittenIsNoFault) {
  TemporaryFolder folder;
  folder.write("file", "");
  Cache cache(folder.path("file") + "/below");
  cache.write(cacheKey("a"), "contents");
  EXPECT_FALSE(cache.read(cacheKey("a")));
  cache.prune();
}

TEST(Cache, theLeastRecentlyUsedMakeWay) {
  TemporaryFolder folder;
  Cache cache(folder.path("c"), /*mostBytes=*/250);
  for (const char *name : {"a", "b", "c"}) {
    cache.write(cacheKey(name), std::string(80, 'x'));
    std::this_thread::sleep_for(std::chrono::milliseconds(15));
  }
  cache.read(cacheKey("a"));
  cache.prune();
  EXPECT_TRUE(cache.read(cacheKey("a")));
  EXPECT_FALSE(cache.read(cacheKey("b")));
  EXPECT_TRUE(cache.read(cacheKey("c")));
}

} // namespace pgtidy::test
