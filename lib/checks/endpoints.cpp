#include "endpoints.h"

#include <algorithm>
#include <tuple>

namespace pgtidy::checks {

Finding endpointFinding(const Input &input, const analysis::Endpoint &endpoint, text::Location source,
                        std::string message) {
  if (!source.isValid())
    source = endpoint.location;
  if (endpoint.call)
    return findingAt(input, *endpoint.call, endpoint.way, source, std::move(message));
  Finding finding;
  finding.message = std::move(message);
  finding.place = placeOf(input, source);
  return finding;
}

Finding loggedFinding(const Input &input, const analysis::LoggedSecret &secret, std::string message,
                      const std::string &use) {
  Finding finding;
  finding.message = std::move(message);
  finding.place = placeOf(input, secret.way.empty() ? secret.handed->location : secret.way.front().location);
  auto note = [&](const text::Location &at, const std::string &text) {
    findings::Place place = placeOf(input, at);
    if (place.line != 0 && place != finding.place)
      finding.notes.push_back({std::move(place), text});
  };
  for (const analysis::Step &step : secret.way)
    note(step.location, "handed to '" + step.callee + "' here");
  note(secret.handed->location, "written here");
  note(secret.otherwise, use);
  return finding;
}

std::vector<const analysis::Endpoint *> allEndpoints(const Input &input) {
  std::vector<const analysis::Endpoint *> all;
  for (const auto *endpoints : {&input.conclusions.endpoints.program, &input.conclusions.endpoints.files})
    for (const analysis::Endpoint &endpoint : *endpoints)
      all.push_back(&endpoint);
  return all;
}

void keepOnce(Findings &findings) {
  auto key = [](const Finding &finding) { return std::tie(finding.place, finding.message); };
  std::sort(findings.begin(), findings.end(), [&](const Finding &a, const Finding &b) { return key(a) < key(b); });
  findings.erase(std::unique(findings.begin(), findings.end(),
                             [&](const Finding &a, const Finding &b) { return key(a) == key(b); }),
                 findings.end());
}

} // namespace pgtidy::checks
