#include "endpoints.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::checks {

using analysis::Endpoint;
using analysis::EndpointSetting;

namespace {

/// The endpoint that the host of a connection to Neon names: "ep-blue-sky-123" of "ep-blue-sky-123-pooler.…"; "" of
/// other hosts.
llvm::StringRef endpointOfHost(const Endpoint &endpoint) {
  const EndpointSetting *host = endpoint.find("host");
  if (!host || !host->isKnown() || !llvm::StringRef(host->value).ends_with(".neon.tech"))
    return "";
  llvm::StringRef name = llvm::StringRef(host->value).split('.').first;
  name.consume_back("-pooler");
  return name.starts_with("ep-") ? name : "";
}

/// The endpoint that `options` name: "endpoint=…", or "project=…" as it was called before; "" where they name none.
llvm::StringRef endpointOfOptions(llvm::StringRef options) {
  for (llvm::StringRef word : llvm::split(options, ' '))
    if (word.consume_front("endpoint=") || word.consume_front("project="))
      return word;
  return "";
}

/// "endpoint=…;password", or "…$password": the endpoint travels in the password.
bool isInPassword(const EndpointSetting &password) {
  llvm::StringRef value(password.value);
  if (value.starts_with("endpoint=") || value.starts_with("project="))
    return value.contains(';') || value.contains('$');
  return false;
}

void addOptions(const Input &input, const Endpoint &endpoint, llvm::StringRef host, Findings &findings) {
  const EndpointSetting *options = endpoint.find("options");
  const llvm::StringRef named = options && options->isKnown() ? endpointOfOptions(options->value) : "";
  if (named.empty())
    return;
  const bool isOther = named != host && named.starts_with("ep-");
  findings.push_back(endpointFinding(input, endpoint, options->location,
                                     isOther ? "options name endpoint '" + named.str() + "' and the host '" +
                                                   host.str() + "': one of them is refused; leave the options out"
                                             : "the endpoint in options is for clients without SNI, before libpq 14; "
                                               "the host says it: leave the options out"));
}

} // namespace

Findings connection_old_client(const Input &input) {
  Findings findings;
  for (const Endpoint *endpoint : allEndpoints(input)) {
    const llvm::StringRef host = endpointOfHost(*endpoint);
    if (host.empty())
      continue;
    addOptions(input, *endpoint, host, findings);
    if (const EndpointSetting *password = endpoint->find("password"); password && isInPassword(*password))
      findings.push_back(endpointFinding(
          input, *endpoint, password->location,
          "an endpoint in the password makes the client send the password in clear text inside of TLS, for clients "
          "before libpq 14; the host says the endpoint: give the password alone"));
  }
  keepOnce(findings);
  return findings;
}

} // namespace pgtidy::checks
