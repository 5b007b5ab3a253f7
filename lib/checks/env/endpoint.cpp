#include "endpoints.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::checks {

using analysis::Endpoint;
using analysis::Route;

static bool containsAny(llvm::StringRef name, llvm::ArrayRef<llvm::StringLiteral> words) {
  return llvm::any_of(words, [&](llvm::StringRef word) { return name.contains(word); });
}

/// Names under which tools look for a connection without a pooler.
static bool saysDirect(llvm::StringRef name) {
  static constexpr llvm::StringLiteral words[] = {"UNPOOLED",        "NON_POOLING", "DIRECT_URL",
                                                  "DIRECT_DATABASE", "_DIRECT",     "MIGRATION"};
  return containsAny(name, words);
}

static bool saysPooled(llvm::StringRef name) {
  static constexpr llvm::StringLiteral words[] = {"POOLED", "POOLER_URL", "_POOLER", "PGBOUNCER"};
  return !saysDirect(name) && containsAny(name, words);
}

Findings env_endpoint(const Input &input) {
  Findings findings;
  for (const Endpoint &endpoint : input.conclusions.endpoints.files) {
    if (!endpoint.variable)
      continue;
    const std::string &name = endpoint.variable->name;
    const analysis::EndpointSetting *host = endpoint.find("host");
    text::Location at = host ? host->location : endpoint.location;
    if (saysDirect(name) && endpoint.route() == Route::Pooled)
      findings.push_back(endpointFinding(input, endpoint, at,
                                         "'" + name +
                                             "' is to be direct, and leads to a pooled host, where migrations and "
                                             "session features fail; use the direct host"));
    else if (saysPooled(name) && endpoint.route() == Route::Direct && endpoint.reach() == analysis::Reach::Remote)
      findings.push_back(endpointFinding(
          input, endpoint, at, "'" + name + "' is to be pooled, and leads to a direct host; use the pooler's"));
  }
  return findings;
}

} // namespace pgtidy::checks
