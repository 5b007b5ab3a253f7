#include "analysis/env_secret.h"

#include <gtest/gtest.h>

namespace pgtidy::analysis {
namespace {

TEST(EnvSecret, secretsInUse) {
  for (const char *value : {"q7Rz2mKx9Lw4", "9f2c4b7a1e8d3056af41", "npg_a1B2c3D4e5F6", "kT9#vLq2!xZ"})
    EXPECT_TRUE(looksReal(value)) << value;
}

TEST(EnvSecret, whatIsToBeFilledIn) {
  for (const char *value : {"", "postgres", "changeme123", "<password>", "${PASSWORD}", "your-secret-key-1",
                            "xxxxxxxx1A", "aaaaaaaa1A", "hunter2", "npg_xxxxxxxxxxxx", "********"})
    EXPECT_FALSE(looksReal(value)) << value;
}

std::string namesIn(std::string_view text) {
  facts::EnvFile file = facts::readEnvFile(text, 0);
  std::string names;
  for (const EnvSecret &secret : secretsIn(file))
    names += (names.empty() ? "" : " ") + secret.variable->name + (secret.isReal ? "!" : "");
  return names;
}

TEST(EnvSecret, namesAndForms) {
  EXPECT_EQ(namesIn("DB_PASSWORD=q7Rz2mKx9Lw4\nPASSWORD_MIN=12\nTOKEN_URL=https://a.b/c\nURL=postgres://u:p@h/d\n"
                    "X=ghp_0123456789abcdefABCD\nAPI_KEY=\nSSL_PRIVATE_KEY=/etc/key.pem\n"),
            "DB_PASSWORD! URL X!");
}

TEST(EnvSecret, environments) {
  auto environment = [](const char *path) {
    facts::EnvFile file;
    file.path = path;
    return std::string(environmentOf(file));
  };
  EXPECT_EQ(environment("/a/.env.production"), "production");
  EXPECT_EQ(environment("/a/staging.env"), "staging");
  EXPECT_EQ(environment("/a/.env.dev.local"), "development");
  EXPECT_EQ(environment("/prod/.env"), "");
}

} // namespace
} // namespace pgtidy::analysis
