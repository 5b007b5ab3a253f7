// Passwords in SQL are found where the grammar has them.
#include "text/sql_password.h"

#include "gtest/gtest.h"

#include <string>

namespace pgtidy::text {

static std::string found(std::string_view text) {
  std::string all;
  for (auto [begin, end] : sqlPasswords(text))
    all += "[" + std::string(text.substr(begin, end - begin)) + "]";
  return all;
}

TEST(SqlPassword, ofRolesIsFoundInAllForms) {
  EXPECT_EQ(found("ALTER ROLE app PASSWORD 's3cret'"), "[s3cret]");
  EXPECT_EQ(found("create user app with encrypted password E's3\\'cret' login"), "[s3\\'cret]");
  EXPECT_EQ(found("ALTER ROLE app PASSWORD\n'it''s'"), "[it''s]");
  EXPECT_EQ(found("ALTER ROLE app PASSWORD $p$s3cret$p$"), "[s3cret]");
  EXPECT_EQ(found("CREATE USER app IDENTIFIED BY 's3cret'"), "[s3cret]");
}

TEST(SqlPassword, thatIsNotClosedEndsWithTheText) { EXPECT_EQ(found("ALTER ROLE app PASSWORD 's3cr"), "[s3cr]"); }

TEST(SqlPassword, isNotABoundOrMissingValue) {
  EXPECT_EQ(found("ALTER ROLE app PASSWORD $1"), "");
  EXPECT_EQ(found("ALTER ROLE app PASSWORD NULL"), "");
  EXPECT_EQ(found("\"ALTER ROLE app PASSWORD '\" + quoted + \"'\""), "");
  EXPECT_EQ(found("SELECT password, 'x' FROM users"), "");
  EXPECT_EQ(found("password"), "");
}

} // namespace pgtidy::text
