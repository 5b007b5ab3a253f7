#include "env_findings.h"

#include "llvm/Support/Path.h"

namespace pgtidy::checks {

Finding variableFinding(const Input &input, const facts::EnvVariable &variable, std::string message) {
  Finding finding;
  finding.place = placeOf(input, variable.location);
  finding.message = std::move(message);
  return finding;
}

Findings findRealSecrets(const Input &input, llvm::function_ref<bool(const facts::EnvFile &)> isMeant,
                         llvm::function_ref<std::string(const facts::EnvFile &, const std::string &)> message,
                         llvm::function_ref<std::string(const std::string &file)> advice) {
  Findings findings;
  for (const facts::EnvFile &file : input.conclusions.program->envFiles) {
    if (!isMeant(file))
      continue;
    for (const analysis::EnvSecret &secret : analysis::secretsIn(file)) {
      if (!secret.isReal)
        continue;
      findings.push_back(variableFinding(input, *secret.variable, message(file, secret.variable->name)));
      findings.back().advice = advice(llvm::sys::path::filename(file.path).str());
    }
  }
  return findings;
}

} // namespace pgtidy::checks
