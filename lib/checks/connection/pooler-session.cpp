#include "analysis/session.h"
#include "endpoints.h"

namespace pgtidy::checks {

using analysis::SessionUse;

static std::string described(const analysis::SessionEffect &effect) {
  switch (effect.use) {
  case SessionUse::User:
    return "'" + effect.word +
           "' stays in a pooled server connection, and the next client goes on as this user; use "
           "SET LOCAL in a transaction";
  case SessionUse::Setting:
    return "'" + effect.word +
           "' stays in a pooled server connection, for whoever gets it next; use SET LOCAL in a "
           "transaction, or ALTER ROLE … SET";
  case SessionUse::Listen:
    return "LISTEN hears nothing through a pooler: the server connection is gone after the transaction; listen over "
           "the "
           "direct host";
  case SessionUse::AdvisoryLock:
    return "'" + effect.word +
           "' stays locked in a pooled server connection; use pg_advisory_xact_lock() in a transaction";
  case SessionUse::Temporary:
    return "a temporary table is left in a pooled server connection; add ON COMMIT DROP, and use it in one transaction";
  case SessionUse::HeldCursor:
    return "a cursor WITH HOLD is lost with the pooled server connection; read it in one transaction";
  case SessionUse::Prepared:
    return "'" + effect.word +
           "' reaches any of the pooler's server connections; let the driver prepare, or use the "
           "direct host";
  case SessionUse::None:
    break;
  }
  return "";
}

static std::string adviceFor(SessionUse use) {
  if (use == SessionUse::User)
    return "say for whom in the transaction itself:\n"
           "  BEGIN;\n  SELECT set_config('app.user_id', $1, true);\n  …\n  COMMIT;";
  if (use == SessionUse::AdvisoryLock)
    return "  SELECT pg_advisory_xact_lock($1); -- let go at COMMIT or ROLLBACK";
  return "";
}

Findings connection_pooler_session(const Input &input) {
  const analysis::Endpoint *pooled = input.conclusions.endpoints.pooled();
  if (!pooled)
    return {};
  const analysis::EndpointSetting *host = pooled->find("host");
  Findings findings;
  for (const analysis::Query &query : input.conclusions.queries) {
    if (query.call->library.empty())
      continue; // a file of statements may be run over any connection
    for (const analysis::Alternative &alternative : query.alternatives)
      for (const sql::Statement &statement : alternative.parsed.statements) {
        analysis::SessionEffect effect = analysis::sessionEffect(statement, alternative.text.text);
        if (effect.use == SessionUse::None)
          continue;
        Finding finding = findingAt(input, query, alternative.source(statement.begin), described(effect));
        finding.notes.push_back({placeOf(input, host && host->location.isValid() ? host->location : pooled->location),
                                 "the connection is pooled here"});
        finding.advice = adviceFor(effect.use);
        findings.push_back(std::move(finding));
      }
  }
  keepOnce(findings);
  return findings;
}

} // namespace pgtidy::checks
