#include "analysis/endpoint.h"
#include "env_findings.h"

namespace pgtidy::checks {

/// One for a file: one line of .gitignore mends all.
Findings env_secret_unignored(const Input &input) {
  Findings all = findRealSecrets(
      input,
      [](const facts::EnvFile &file) {
        return file.tracking == facts::Tracking::Unignored && !analysis::isTemplate(file);
      },
      [](const facts::EnvFile &, const std::string &name) {
        return "the secret in '" + name + "' is in a file that .gitignore does not cover: the next 'git add' takes it";
      },
      [](const std::string &file) { return "  echo '" + file + "' >> .gitignore"; });
  Findings first;
  for (Finding &finding : all)
    if (first.empty() || first.back().place.file != finding.place.file)
      first.push_back(std::move(finding));
  return first;
}

} // namespace pgtidy::checks
