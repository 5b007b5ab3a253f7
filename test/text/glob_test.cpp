#include "text/glob.h"

#include <gtest/gtest.h>

namespace pgtidy::text {
namespace {

TEST(Glob, starStaysWithinAFolder) {
  EXPECT_TRUE(matchesPath("src/*.cpp", "src/a.cpp"));
  EXPECT_FALSE(matchesPath("src/*.cpp", "src/db/a.cpp"));
  EXPECT_FALSE(matchesPath("src/?a.cpp", "src//a.cpp"));
}

TEST(Glob, twoStarsCrossFolders) {
  EXPECT_TRUE(matchesPath("src/db/**", "src/db/a.cpp"));
  EXPECT_TRUE(matchesPath("src/db/**", "src/db/x/y/a.cpp"));
  EXPECT_TRUE(matchesPath("src/**/a.cpp", "src/a.cpp"));
  EXPECT_TRUE(matchesPath("src/**/a.cpp", "src/x/y/a.cpp"));
  EXPECT_TRUE(matchesPath("**/*.sql", "a.sql"));
  EXPECT_TRUE(matchesPath("**/*.sql", "x/y/a.sql"));
}

TEST(Glob, aFolderDoesNotMatchItsLongerNamesake) {
  EXPECT_FALSE(matchesPath("data/**", "database/a.cpp"));
  EXPECT_FALSE(matchesPath("**/db/*.cpp", "src/xdb/a.cpp"));
}

TEST(Glob, setsAreOneCharacter) {
  EXPECT_TRUE(matchesPath("V[0-9]__*.sql", "V1__init.sql"));
  EXPECT_FALSE(matchesPath("V[0-9]__*.sql", "Vx__init.sql"));
  EXPECT_TRUE(matchesPath("V[!x]__*.sql", "V1__init.sql"));
  EXPECT_TRUE(matchesPath("a[b", "a[b"));
}

TEST(Glob, checksGoOnAndOffFromLeftToRight) {
  EXPECT_TRUE(isOn("pg-*", "pg-sql-syntax"));
  EXPECT_FALSE(isOn("pg-*,-pg-sql-*", "pg-sql-syntax"));
  EXPECT_TRUE(isOn("-*, pg-sql-syntax", "pg-sql-syntax"));
  EXPECT_FALSE(isOn("pg-sql-syntax,-*", "pg-sql-syntax"));
  EXPECT_FALSE(isOn("", "pg-sql-syntax"));
  EXPECT_FALSE(isOn(" , ,", "pg-sql-syntax"));
}

} // namespace
} // namespace pgtidy::text
