#include "endpoints.h"

namespace pgtidy::checks {

using analysis::Endpoint;
using analysis::EndpointSetting;

/// Whether the program reads this text: what only other tools read is theirs.
static bool isUsed(const Endpoint &endpoint, const analysis::Endpoints &all) {
  if (endpoint.call)
    return endpoint.call->waits;
  return endpoint.variable && !analysis::isTemplate(*endpoint.file) && all.isRead(endpoint.variable->name);
}

Findings connection_no_timeout(const Input &input) {
  Findings findings;
  const analysis::Endpoints &all = input.conclusions.endpoints;
  if (all.isConfigured("connect_timeout"))
    return {};
  for (const Endpoint *endpoint : allEndpoints(input)) {
    if (endpoint->isOpen || endpoint->reach() != analysis::Reach::Remote || !isUsed(*endpoint, all))
      continue;
    const EndpointSetting *timeout = endpoint->find("connect_timeout");
    if (timeout && timeout->value != "0" && !timeout->value.empty())
      continue;
    const EndpointSetting *at = timeout ? timeout : endpoint->find("host");
    if (!at)
      at = endpoint->find("hostaddr");
    findings.push_back(endpointFinding(input, *endpoint, at->location,
                                       timeout ? "connect_timeout 0 waits for ever; give it some seconds"
                                               : "this connection waits for ever for a host that does not answer; add "
                                                 "connect_timeout"));
    findings.back().advice = "  connect_timeout=10";
  }
  keepOnce(findings);
  return findings;
}

} // namespace pgtidy::checks
