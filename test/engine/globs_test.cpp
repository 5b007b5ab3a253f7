#include "engine/engine.h"

#include "temporary_folder.h"

#include <gtest/gtest.h>

namespace pgtidy::engine {
namespace {

TEST(Globs, filesComeInTheOrderOfTheGlobsEachOnce) {
  test::TemporaryFolder folder;
  folder.write("db/2.sql", "");
  folder.write("db/1.sql", "");
  folder.write("db/deep/3.sql", "");
  folder.write("base.sql", "");
  std::vector<findings::Problem> problems;
  auto files = expandGlobs({"base.sql", "db/*.sql", "db/**"}, folder.path(), problems);
  EXPECT_EQ(files, (std::vector<std::string>{folder.path("base.sql"), folder.path("db/1.sql"), folder.path("db/2.sql"),
                                             folder.path("db/deep/3.sql")}));
  EXPECT_TRUE(problems.empty());
}

TEST(Globs, aGlobThatNamesNothingIsAProblem) {
  test::TemporaryFolder folder;
  std::vector<findings::Problem> problems;
  EXPECT_TRUE(expandGlobs({"db/*.sql", "missing.sql"}, folder.path(), problems).empty());
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].place.file, folder.path("db/*.sql"));
  EXPECT_EQ(problems[1].message, "no such file; correct its path in the configuration");
}

} // namespace
} // namespace pgtidy::engine
