#include "analysis/endpoint.h"
#include "env_findings.h"

namespace pgtidy::checks {

Findings env_secret_tracked(const Input &input) {
  return findRealSecrets(
      input,
      [](const facts::EnvFile &file) {
        return file.tracking == facts::Tracking::Tracked && !analysis::isTemplate(file);
      },
      [](const facts::EnvFile &, const std::string &name) {
        return "the secret in '" + name +
               "' is in a file that git tracks, and so in every clone; take the file out and "
               "change the secret";
      },
      [](const std::string &file) {
        return "what is in the history stays readable, so give out a new secret first:\n"
               "  git rm --cached " +
               file + "\n  echo '" + file + "' >> .gitignore";
      });
}

} // namespace pgtidy::checks
