#include "endpoints.h"

namespace pgtidy::checks {

using Repeats = facts::Opening::Repeats;

static std::string described(const analysis::RepeatedOpening &repeated) {
  if (repeated.repeats == Repeats::Loop)
    return "a connection is opened in each turn of a loop, which takes longer than most statements; open it before the "
           "loop";
  return "a connection is opened for each request, which takes longer than most statements and uses up the server's; "
         "take it from a pool that lives as long as the program";
}

Findings connection_per_request(const Input &input) {
  Findings findings;
  for (const analysis::RepeatedOpening &repeated : input.conclusions.repeated) {
    Finding finding;
    finding.place = placeOf(input, repeated.connect->location);
    finding.message = described(repeated);
    const char *what = repeated.repeats == Repeats::Loop ? "in each turn, '" : "for each request, '",
               *end = "' is called here";
    for (const facts::Opening *step : repeated.way) {
      finding.notes.push_back({placeOf(input, step->location), what + step->name + end});
      what = "which calls '", end = "' here";
    }
    findings.push_back(std::move(finding));
  }
  keepOnce(findings);
  return findings;
}

} // namespace pgtidy::checks
