#include "rules/auth_providers.h"

#include "gtest/gtest.h"

namespace pgtidy::rules {
namespace {

const facts::AuthProvider *betterAuth(const std::vector<facts::AuthProvider> &providers) {
  for (const facts::AuthProvider &provider : providers)
    if (provider.name == "better-auth")
      return &provider;
  return nullptr;
}

std::string errorOf(llvm::StringRef json) {
  llvm::Expected<facts::AuthProvider> provider = readAuthProvider("x.json", json);
  return provider ? "" : llvm::toString(provider.takeError());
}

TEST(BetterAuth, describesItsTables) {
  llvm::Expected<std::vector<facts::AuthProvider>> providers = authProviders();
  ASSERT_TRUE(static_cast<bool>(providers)) << llvm::toString(providers.takeError());
  const facts::AuthProvider *provider = betterAuth(*providers);
  ASSERT_TRUE(provider);
  EXPECT_EQ(provider->tables.front().name, "user");
  EXPECT_EQ(provider->schemas, std::vector<std::string>{"neon_auth"});
  for (const facts::ProviderTable &table : provider->tables)
    EXPECT_FALSE(table.columns.empty()) << table.name;
}

TEST(BetterAuth, mistakesAreSaidWithTheirPlace) {
  EXPECT_NE(errorOf("{\"provider\": 1}").find("x.json:1:14"), std::string::npos);
  EXPECT_NE(errorOf("{\"oops\": 1}").find("unknown key"), std::string::npos);
  EXPECT_NE(errorOf("{\"provider\":\"p\",\"title\":\"P\",\"write\":\"\",\"generate\":\"\"}").find("\"tables\""),
            std::string::npos);
}

} // namespace
} // namespace pgtidy::rules
