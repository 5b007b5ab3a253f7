#include "endpoints.h"

namespace pgtidy::checks {

using analysis::Endpoint;
using analysis::EndpointSetting;

static bool hasSeveralHosts(const Endpoint &endpoint) {
  const EndpointSetting *host = endpoint.find("hostaddr");
  if (!host)
    host = endpoint.find("host");
  return host && host->value.find(',') != std::string::npos;
}

static bool mayBeAny(const EndpointSetting *wanted) {
  return !wanted || (wanted->isKnown() && (wanted->value == "any" || wanted->value.empty()));
}

Findings connection_failover(const Input &input) {
  Findings findings;
  if (input.conclusions.endpoints.isConfigured("target_session_attrs"))
    return findings;
  for (const Endpoint *endpoint : allEndpoints(input)) {
    const EndpointSetting *wanted = endpoint->find("target_session_attrs");
    if (endpoint->isOpen || !hasSeveralHosts(*endpoint) || !mayBeAny(wanted))
      continue;
    const EndpointSetting *at = wanted ? wanted : endpoint->find("host");
    findings.push_back(endpointFinding(input, *endpoint, at ? at->location : text::Location(),
                                       "of several hosts the first that answers is taken, a standby as well, where "
                                       "writing fails; say which with target_session_attrs"));
    findings.back().advice = "  target_session_attrs=read-write # or prefer-standby, for connections that only read";
  }
  keepOnce(findings);
  return findings;
}

} // namespace pgtidy::checks
