#include "endpoints.h"

namespace pgtidy::checks {

using analysis::LoggedSecret;

static std::string described(const LoggedSecret &secret) {
  const std::string named = secret.what.empty() ? "" : " '" + secret.what + "'";
  if (secret.kind == LoggedSecret::Kind::Connection)
    return "the connection string" + named + ", password included, is written to " + secret.handed->name +
           "; write what the connection itself says of its host and database";
  return "the password of the connection" + named + " is written to " + secret.handed->name + "; leave it out";
}

Findings connection_logged(const Input &input) {
  Findings findings;
  for (const LoggedSecret &secret : input.conclusions.logged)
    if (secret.kind != LoggedSecret::Kind::Password) {
      findings.push_back(loggedFinding(input, secret, described(secret), "connects to the database here"));
      findings.back().advice =
          "  PQhost(connection), PQdb(connection) // or dbname() and hostname() of pqxx::connection";
    }
  keepOnce(findings);
  return findings;
}

} // namespace pgtidy::checks
