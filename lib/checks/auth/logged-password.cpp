#include "endpoints.h"

namespace pgtidy::checks {

using analysis::LoggedSecret;

Findings auth_logged_password(const Input &input) {
  Findings findings;
  for (const LoggedSecret &secret : input.conclusions.logged)
    if (secret.kind == LoggedSecret::Kind::Password)
      findings.push_back(loggedFinding(input, secret,
                                       "the password '" + secret.what + "' is written to " + secret.handed->name +
                                           ", where whoever reads it has it; leave it out",
                                       "sent to the database here"));
  keepOnce(findings);
  return findings;
}

} // namespace pgtidy::checks
