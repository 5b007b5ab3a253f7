#include "env_findings.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::checks {

/// Prefixes that build tools take for "put this into what browsers load".
static llvm::StringRef publicPrefix(llvm::StringRef name) {
  static constexpr llvm::StringLiteral prefixes[] = {"NEXT_PUBLIC_", "NUXT_PUBLIC_", "EXPO_PUBLIC_", "PUBLIC_",
                                                     "VITE_",        "REACT_APP_",   "VUE_APP_",     "GATSBY_"};
  for (llvm::StringRef prefix : prefixes)
    if (name.starts_with(prefix))
      return prefix;
  return "";
}

/// Keys and tokens for browsers exist; these do not.
static bool isNeverPublic(const analysis::EnvSecret &secret) {
  static constexpr llvm::StringLiteral ends[] = {"PASSWORD",    "PASSWD",           "SECRET",    "SECRET_KEY",
                                                 "PRIVATE_KEY", "SERVICE_ROLE_KEY", "SERVER_KEY"};
  return secret.isPassword ||
         llvm::any_of(ends, [&](llvm::StringRef end) { return llvm::StringRef(secret.variable->name).ends_with(end); });
}

Findings env_public_secret(const Input &input) {
  Findings findings;
  for (const facts::EnvFile &file : input.conclusions.program->envFiles)
    for (const analysis::EnvSecret &secret : analysis::secretsIn(file)) {
      std::string prefix = publicPrefix(secret.variable->name).str();
      if (prefix.empty() || secret.variable->isCommented || !isNeverPublic(secret))
        continue;
      findings.push_back(
          variableFinding(input, *secret.variable,
                          "the prefix '" + prefix + "' puts the secret in '" + secret.variable->name +
                              "' into what browsers load; take the prefix off and read it on the server"));
    }
  return findings;
}

} // namespace pgtidy::checks
