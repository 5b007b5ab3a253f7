#include "markup.h"
#include "paths.h"

namespace pgtidy::report {

static std::string placeOf(const Report &report, const findings::Place &place) {
  std::string text = shownPath(report, place.file);
  if (place.line)
    text += ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
  return text;
}

static std::string bodyOf(const Report &report, const findings::Finding &finding) {
  std::string text = finding.message + "\n";
  if (std::string line = report.sources.line(finding.place); !line.empty())
    text += line + "\n";
  for (const findings::Note &note : finding.notes)
    text += placeOf(report, note.place) + ": " + note.message + "\n";
  return finding.advice.empty() ? text : text + "\n" + finding.advice + "\n";
}

void writeJunit(llvm::raw_ostream &out, const Report &report) {
  size_t errors = 0, count = report.results.findings.size();
  for (const findings::Finding &finding : report.results.findings)
    errors += finding.severity == findings::Severity::Error;
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"pgtidy\" tests=\""
      << std::max<size_t>(count, 1) << "\" failures=\"" << errors << "\" errors=\"0\" skipped=\"" << count - errors
      << "\">\n";
  if (count == 0)
    out << "    <testcase classname=\"pgtidy\" name=\"no findings\"/>\n";
  for (const findings::Finding &finding : report.results.findings) {
    bool isError = finding.severity == findings::Severity::Error;
    const char *element = isError ? "failure" : "skipped";
    out << "    <testcase classname=\"" << markup(finding.check) << "\" name=\""
        << markup(placeOf(report, finding.place)) << "\" file=\"" << markup(shownPath(report, finding.place.file))
        << "\">\n      <" << element << (isError ? " type=\"error\"" : "") << " message=\"" << markup(finding.message)
        << "\">" << markup(bodyOf(report, finding)) << "</" << element << ">\n    </testcase>\n";
  }
  out << "  </testsuite>\n</testsuites>\n";
}

} // namespace pgtidy::report
