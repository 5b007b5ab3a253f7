#include "paths.h"

#include <nlohmann/json.hpp>

namespace pgtidy::report {

/// GitLab's info, minor, major, critical or blocker.
static const char *severityOf(const Report &report, const findings::Finding &finding) {
  if (finding.severity == findings::Severity::Warning)
    return "minor";
  for (const Rule &rule : report.rules)
    if (rule.name == finding.check && !rule.securitySeverity.empty())
      return "critical";
  return "major";
}

void writeGitlab(llvm::raw_ostream &out, const Report &report) {
  using Json = nlohmann::ordered_json;
  Json entries = Json::array();
  UniqueFingerprints fingerprints;
  for (const findings::Finding &finding : report.results.findings)
    entries.push_back({{"description", finding.message},
                       {"check_name", finding.check},
                       {"fingerprint", fingerprints.of(report, finding)},
                       {"severity", severityOf(report, finding)},
                       {"location",
                        {{"path", shownPath(report, finding.place.file)},
                         {"lines", {{"begin", std::max(finding.place.line, 1u)}}}}}});
  out << entries.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

} // namespace pgtidy::report
