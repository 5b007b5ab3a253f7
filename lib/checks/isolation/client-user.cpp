#include "place.h"
#include "references.h"

namespace pgtidy::checks {

Findings isolation_client_user(const Input &input) {
  Findings findings;
  for (const JudgedReference &judged : referencesJudged(input, analysis::Verdict::Closed)) {
    const std::optional<analysis::ClientUser> &client = judged.reference->client;
    if (!client)
      continue;
    findings.push_back(findingAt(input, judged,
                                 "the user to whom '" + judged.reference->table +
                                     "' is tied is what the client says: '" + client->value + "' is " + client->origin +
                                     "; take the user from the authenticated session"));
    findings::Finding &finding = findings.back();
    finding.notes.push_back({placeOf(input, client->read), "'" + client->value + "' is " + client->origin + " here"});
    if (client->handedOver.isValid())
      finding.notes.push_back({placeOf(input, client->handedOver), "handed on here"});
    finding.advice =
        "who asks is known from the session that the server made when the user signed in; what the request "
        "says of it is the client's to choose, and whoever writes another id gets that user's rows";
  }
  return findings;
}

} // namespace pgtidy::checks
