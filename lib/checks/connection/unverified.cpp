#include "endpoints.h"

namespace pgtidy::checks {

using analysis::Endpoint;
using analysis::EndpointSetting;

/// Whether something else keeps somebody in between out.
static bool isProtected(const Endpoint &endpoint, const analysis::Endpoints &all) {
  const EndpointSetting *binding = endpoint.find("channel_binding");
  bool isBound = binding && (binding->value == "require" || !binding->isKnown());
  return isBound || endpoint.find("sslrootcert") || all.isConfigured("sslrootcert") ||
         all.isConfigured("channel_binding");
}

Findings connection_unverified(const Input &input) {
  Findings findings;
  for (const Endpoint *endpoint : allEndpoints(input)) {
    const EndpointSetting *mode = endpoint->find("sslmode");
    if (!mode || mode->value != "require" || endpoint->isOpen || endpoint->reach() != analysis::Reach::Remote ||
        isProtected(*endpoint, input.conclusions.endpoints))
      continue;
    findings.push_back(endpointFinding(input, *endpoint, mode->location,
                                       "sslmode 'require' encrypts, but does not ask who the server is; use "
                                       "'verify-full' with sslrootcert"));
    findings.back().advice = "verify the server's certificate, or bind the password exchange to it:\n"
                             "  sslmode=verify-full sslrootcert=system\n"
                             "  sslmode=require channel_binding=require";
  }
  keepOnce(findings);
  return findings;
}

} // namespace pgtidy::checks
