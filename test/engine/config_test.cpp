#include "engine/config.h"

#include "temporary_folder.h"

#include <gtest/gtest.h>

namespace pgtidy::engine {
namespace {

Config parsed(llvm::StringRef yaml) {
  llvm::Expected<Config> config = parseConfig(yaml, ".pgtidy");
  EXPECT_TRUE(bool(config)) << llvm::toString(config.takeError());
  return config ? *config : Config{};
}

std::string errorOf(llvm::StringRef yaml) {
  llvm::Expected<Config> config = parseConfig(yaml, ".pgtidy");
  return config ? "" : llvm::toString(config.takeError());
}

TEST(Config, everyKeyIsRead) {
  Config config =
      parsed("Checks: 'pg-sql-*'\nWarningsAsErrors: 'pg-*'\nHeaderFilterRegex: src\n"
             "Schema: [a.sql, 'b/*.sql']\nQueries: [q.sql]\nEnvFiles: ['.env*']\nOrmLayer: ['db/**']\n"
             "Rules: [r.json]\nAuth: { Provider: better-auth }\n"
             "Users:\n  Tables: [people]\n  OwnerColumns: [person_id]\n  Shared: [tags]\n"
             "  Memberships: [members]\n  PublicWhen: [is_public]\n  Principals: [current_user]\n  Role: app\n");
  EXPECT_EQ(config.checks, "pg-sql-*");
  EXPECT_EQ(config.warningsAsErrors, "pg-*");
  EXPECT_EQ(config.headerFilter, "src");
  EXPECT_EQ(config.schema, (std::vector<std::string>{"a.sql", "b/*.sql"}));
  EXPECT_EQ(config.queries, std::vector<std::string>{"q.sql"});
  EXPECT_EQ(config.envFiles, std::vector<std::string>{".env*"});
  EXPECT_EQ(config.ormLayer, std::vector<std::string>{"db/**"});
  EXPECT_EQ(config.rules, std::vector<std::string>{"r.json"});
  EXPECT_EQ(config.authProvider, "better-auth");
  EXPECT_EQ(config.users.tables, std::vector<std::string>{"people"});
  EXPECT_TRUE(config.users.tablesConfigured);
  EXPECT_EQ(config.users.ownerColumns, std::vector<std::string>{"person_id"});
  EXPECT_TRUE(config.users.ownerColumnsConfigured);
  EXPECT_EQ(config.users.shared, std::vector<std::string>{"tags"});
  EXPECT_EQ(config.users.memberships, std::vector<std::string>{"members"});
  EXPECT_EQ(config.users.publicWhen, std::vector<std::string>{"is_public"});
  EXPECT_EQ(config.users.principals, std::vector<std::string>{"current_user"});
  EXPECT_EQ(config.users.role, "app");
}

TEST(Config, anEmptyFileIsTheDefault) {
  EXPECT_EQ(parsed("").checks, "pg-*");
  EXPECT_EQ(parsed("# only a comment\n\n").checks, "pg-*");
  EXPECT_FALSE(parsed("Checks: '*'").users.tablesConfigured);
}

TEST(Config, anUnknownKeyIsNamedWithItsPlaceAndWhatIsAllowed) {
  std::string error = errorOf("Checks: '*'\nUserz: { Tables: [a] }\n");
  EXPECT_NE(error.find(".pgtidy:2:1:"), std::string::npos) << error;
  EXPECT_NE(error.find("Userz"), std::string::npos) << error;
  EXPECT_NE(error.find("OrmLayer"), std::string::npos) << error;
}

TEST(Config, aValueOfTheWrongKindIsAnErrorWithItsPlace) {
  EXPECT_NE(errorOf("Schema: { a: b }\n").find(".pgtidy:1:"), std::string::npos) << errorOf("Schema: { a: b }\n");
  EXPECT_NE(errorOf("- a\n- b\n"), "");
  EXPECT_NE(errorOf("Schema: [a\nChecks: b"), "");
  EXPECT_NE(errorOf(llvm::StringRef("\x01\x02\xff", 3)), "");
}

TEST(Config, theDumpReadsBackAsTheSame) {
  Config config = parsed("Checks: 'pg-sql-*'\nUsers: { Tables: [people], Role: app }\nSchema: [a.sql]\n");
  Config again = parsed(dumpConfig(config));
  EXPECT_EQ(again.checks, config.checks);
  EXPECT_EQ(again.schema, config.schema);
  EXPECT_EQ(again.users.tables, config.users.tables);
  EXPECT_EQ(again.users.role, "app");
}

TEST(Config, isFoundInTheNearestParent) {
  test::TemporaryFolder folder;
  folder.write(".pgtidy", "Checks: 'pg-*'");
  folder.write("a/b/c.cpp", "");
  EXPECT_EQ(findConfig(folder.path("a/b")), folder.path(".pgtidy"));
  folder.write("a/.pgtidy", "Checks: 'pg-*'");
  EXPECT_EQ(findConfig(folder.path("a/b")), folder.path("a/.pgtidy"));
  llvm::Expected<Config> config = readConfig(folder.path("a/.pgtidy"));
  ASSERT_TRUE(bool(config));
  EXPECT_EQ(config->root, folder.path("a"));
}

TEST(Config, aMissingFileIsAnErrorThatNamesIt) {
  llvm::Expected<Config> config = readConfig("/nowhere/.pgtidy");
  ASSERT_FALSE(bool(config));
  EXPECT_NE(llvm::toString(config.takeError()).find("/nowhere/.pgtidy"), std::string::npos);
}

TEST(Config, whatHasToBeSqlIsSaidWhenItIsNone) {
  for (const char *yaml : {"Users: {Principals: [\"current_setting('app.user_id\"]}", "Users: {PublicWhen: ['a =']}"}) {
    llvm::Expected<Config> config = parseConfig(yaml, "x.pgtidy");
    ASSERT_FALSE(bool(config)) << yaml;
    EXPECT_NE(llvm::toString(config.takeError()).find("must be SQL expressions"), std::string::npos);
  }
}

} // namespace
} // namespace pgtidy::engine
