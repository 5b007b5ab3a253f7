#include "reading.h"

namespace pgtidy::rules {
namespace {

std::vector<std::string> hashedBy(const std::string &statements) {
  static const std::string Before = R"(
    #include <cstddef>
    #include <string>
    extern "C" int crypto_pwhash_str_verify(const char *hash, const char *password, unsigned long long length);
    extern "C" int crypto_pwhash(unsigned char *, unsigned long long, const char *, unsigned long long);
    struct BCrypt { static std::string generateHash(const std::string &password, int rounds = 12); };
    void f(std::string password, const char *hash, unsigned char *key) {
  )";
  std::vector<std::string> list;
  for (const facts::Handed &handed : factsOf(Before + statements + "\n}\n").handed)
    if (handed.to == facts::Handed::To::Hash)
      list.push_back(handed.name + ": " + facts::print(handed.text));
  return list;
}

TEST(PasswordHashes, functionsAreKnownByTheirNames) {
  EXPECT_EQ(hashedBy("BCrypt::generateHash(password);"), std::vector<std::string>{"BCrypt::generateHash: $password"});
  EXPECT_EQ(hashedBy("crypto_pwhash_str_verify(hash, password.c_str(), password.size());"),
            (std::vector<std::string>{"crypto_pwhash_str_verify: $hash", "crypto_pwhash_str_verify: $password"}));
}

TEST(PasswordHashes, aKeyMadeOfAPasswordIsAnother) {
  EXPECT_EQ(hashedBy("crypto_pwhash(key, 32, password.c_str(), password.size());"), std::vector<std::string>{});
}

} // namespace
} // namespace pgtidy::rules
