#include "checks/check.h"

namespace pgtidy::checks {

Findings nolint_unused(const Input &input) {
  Findings findings;
  for (const UnusedSuppression &unused : input.unused) {
    findings::Finding finding;
    finding.place = unused.place;
    finding.message = unused.isUnknown ? "'" + unused.glob + "' in this NOLINT names no check; --list-checks names them"
                                       : "this NOLINT hides no finding of '" + unused.glob + "'; take it out";
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace pgtidy::checks
