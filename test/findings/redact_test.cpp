#include "findings/redact.h"

#include <gtest/gtest.h>

namespace pgtidy::findings {
namespace {

TEST(Redact, passwordOfAUri) {
  EXPECT_EQ(redact("postgres://app:hunter2@db/x"), "postgres://app:*******@db/x");
  EXPECT_EQ(redact("see \"postgresql://a:b%40c@h\"."), "see \"postgresql://a:*****@h\".");
}

TEST(Redact, passwordOfAUriOfAnotherScheme) {
  EXPECT_EQ(redact("mysql+tcp://root:pw@h/db"), "mysql+tcp://root:**@h/db");
}

TEST(Redact, rawAtSignIsAPartOfThePassword) { EXPECT_EQ(redact("postgres://u:p@ss@h/db"), "postgres://u:****@h/db"); }

TEST(Redact, uriWithoutPasswordStays) {
  for (const char *text : {"postgres://app@db/x", "postgres://db:5432/x", "https://example.org/a:b@c", "postgres://"})
    EXPECT_EQ(redact(text), text);
}

TEST(Redact, keyAndValue) {
  EXPECT_EQ(redact("host=db password=hunter2 user=app"), "host=db password=******* user=app");
  EXPECT_EQ(redact("PGPASSWORD=abc ./run"), "PGPASSWORD=*** ./run");
  EXPECT_EQ(redact("sslpassword=abc"), "sslpassword=***");
  EXPECT_EQ(redact("Server=db;Pwd=abc;"), "Server=db;Pwd=***;");
}

TEST(Redact, quotedValueWithSpaces) {
  EXPECT_EQ(redact("password='a b\\'c' host=x"), "password='******' host=x");
  EXPECT_EQ(redact("password = 'abc'"), "password = '***'");
}

TEST(Redact, sourceOfACall) {
  EXPECT_EQ(redact("setenv(\"PGPASSWORD\", \"abc\", 1);"), "setenv(\"PGPASSWORD\", \"***\", 1);");
  EXPECT_EQ(redact("options.setPassword(\"abc\");"), "options.setPassword(\"***\");");
  EXPECT_EQ(redact("const char *kPassword = \"abc\";"), "const char *kPassword = \"***\";");
  EXPECT_EQ(redact("password{\"abc\"}"), "password{\"***\"}");
}

TEST(Redact, jsonAndYaml) {
  EXPECT_EQ(redact("{\"password\": \"abc\"}"), "{\"password\": \"***\"}");
  EXPECT_EQ(redact("password: abc"), "password: ***");
}

TEST(Redact, placeholdersStay) {
  for (const char *text : {"UPDATE u SET password = $1", "password=:pw", "password=%s", "password=?", "password={}",
                           "SELECT password::text", "password=", "password=\" + pw + \"", "WHERE password = crypt($1)"})
    EXPECT_EQ(redact(text), text);
}

TEST(Redact, otherWordsStay) {
  EXPECT_EQ(redact("passwordHash=abc"), "passwordHash=abc");
  EXPECT_EQ(redact("if (password == \"\")"), "if (password == \"\")");
}

TEST(Redact, tokensByTheirLook) {
  EXPECT_EQ(redact("key npg_AbCd1234EfGh here"), "key npg_************ here");
  EXPECT_EQ(redact("npg_x"), "npg_x");
}

TEST(Redact, lengthStays) {
  std::string text = "postgres://app:hunter2@db/x?password=abc npg_AbCd1234EfGh";
  EXPECT_EQ(redact(text).size(), text.size());
}

TEST(Redact, whatIsRedactedStays) {
  std::string once = redact("postgres://app:hunter2@db password='x y' npg_AbCd1234EfGh");
  EXPECT_EQ(redact(once), once);
}

TEST(Redact, emptyAndBinaryTexts) {
  EXPECT_EQ(redact(""), "");
  std::string binary("\0\xff password=\0", 12);
  EXPECT_EQ(redact(binary).size(), binary.size());
}

TEST(Redact, passwordsOfRolesInSql) {
  EXPECT_EQ(redact(R"(exec("ALTER ROLE app PASSWORD 's3cret'");)"), R"(exec("ALTER ROLE app PASSWORD '******'");)");
}

} // namespace
} // namespace pgtidy::findings
