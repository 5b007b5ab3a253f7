#include "analysis/endpoint.h"
#include "env_findings.h"

namespace pgtidy::checks {

Findings env_example_secret(const Input &input) {
  return findRealSecrets(
      input, [](const facts::EnvFile &file) { return analysis::isTemplate(file); },
      [](const facts::EnvFile &, const std::string &name) {
        return "the example carries what looks like a secret in use in '" + name +
               "'; leave the value out, and change the "
               "secret if it is one";
      },
      [](const std::string &) { return "say what belongs there, not what it is: a comment above an empty value"; });
}

} // namespace pgtidy::checks
