#include "endpoints.h"

namespace pgtidy::checks {

using analysis::Endpoint;
using analysis::EndpointSetting;

static bool isWeak(const EndpointSetting &mode) {
  return mode.value == "disable" || mode.value == "allow" || mode.value == "prefer";
}

static std::string withAdvice() {
  return "say in the connection what it must be, or set PGSSLMODE and PGSSLROOTCERT where the program runs:\n"
         "  sslmode=verify-full sslrootcert=system";
}

static void addModes(const Input &input, const Endpoint &endpoint, Findings &findings) {
  if (endpoint.reach() != analysis::Reach::Remote)
    return;
  const EndpointSetting *mode = endpoint.find("sslmode");
  std::string message;
  text::Location at;
  if (mode && mode->isKnown() && isWeak(*mode)) {
    message =
        "sslmode '" + mode->value + "' lets this connection to another network go in clear text; use 'verify-full'";
    at = mode->location;
  } else if (!mode && !endpoint.isOpen && !endpoint.find("requiressl") &&
             !input.conclusions.endpoints.isConfigured("sslmode")) {
    message = "without sslmode, libpq falls back to clear text when encryption fails; use 'verify-full'";
    at = (endpoint.find("hostaddr") ? endpoint.find("hostaddr") : endpoint.find("host"))->location;
  } else {
    return;
  }
  findings.push_back(endpointFinding(input, endpoint, at, std::move(message)));
  findings.back().advice = withAdvice();
}

static void addOthers(const Input &input, const Endpoint &endpoint, Findings &findings) {
  const EndpointSetting *binding = endpoint.find("channel_binding");
  if (binding && binding->value == "disable" && endpoint.reach() == analysis::Reach::Remote)
    findings.push_back(endpointFinding(input, endpoint, binding->location,
                                       "channel_binding 'disable' lets somebody in between take part unseen; use "
                                       "'require', or leave it out"));
  const EndpointSetting *log = endpoint.find("sslkeylogfile");
  if (log && !log->value.empty())
    findings.push_back(endpointFinding(input, endpoint, log->location,
                                       "sslkeylogfile writes the keys of the encryption to a file; take it out"));
}

Findings connection_insecure(const Input &input) {
  Findings findings;
  for (const Endpoint *endpoint : allEndpoints(input)) {
    addModes(input, *endpoint, findings);
    addOthers(input, *endpoint, findings);
  }
  keepOnce(findings);
  return findings;
}

} // namespace pgtidy::checks
