#include "findings/results.h"

#include <algorithm>
#include <tuple>

namespace pgtidy::findings {

namespace {

template <class Value> void sortOnce(std::vector<Value> &values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

auto order(const Finding &finding) { return std::tie(finding.place, finding.check, finding.message); }

} // namespace

void normalize(Results &results) {
  std::sort(results.findings.begin(), results.findings.end(),
            [](const Finding &a, const Finding &b) { return order(a) < order(b); });
  auto isSame = [](const Finding &a, const Finding &b) { return order(a) == order(b); };
  results.findings.erase(std::unique(results.findings.begin(), results.findings.end(), isSame), results.findings.end());
  std::sort(results.hidden.begin(), results.hidden.end(),
            [](const HiddenFinding &a, const HiddenFinding &b) { return order(a.finding) < order(b.finding); });
  results.hidden.erase(
      std::unique(results.hidden.begin(), results.hidden.end(),
                  [](const HiddenFinding &a, const HiddenFinding &b) { return order(a.finding) == order(b.finding); }),
      results.hidden.end());
  sortOnce(results.secrets);
  sortOnce(results.problems);
  sortOnce(results.failures);
}

} // namespace pgtidy::findings
