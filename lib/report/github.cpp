#include "paths.h"

#include "llvm/ADT/StringExtras.h"

namespace pgtidy::report {

/// GitHub shows so many annotations of a kind for each step.
static constexpr unsigned most = 10;

static std::string escaped(llvm::StringRef text, bool isProperty) {
  std::string result;
  for (char c : text)
    if (c == '%' || c == '\r' || c == '\n' || (isProperty && (c == ':' || c == ',')))
      result += "%" + llvm::utohexstr(static_cast<unsigned char>(c), /*LowerCase=*/false, /*Width=*/2);
    else
      result += c;
  return result;
}

static void annotate(llvm::raw_ostream &out, const Report &report, const findings::Finding &finding) {
  const findings::Place &place = finding.place;
  out << "::" << word(finding.severity) << " file=" << escaped(shownPath(report, place.file), true);
  if (place.line)
    out << ",line=" << place.line << ",col=" << std::max(codePointColumn(report, place), 1u);
  out << ",title=" << escaped(finding.check, true) << "::" << escaped(finding.message, false);
  if (!finding.advice.empty())
    out << "%0A%0A" << escaped(finding.advice, false);
  out << '\n';
}

static void writeLine(llvm::raw_ostream &out, const Report &report, const findings::Finding &finding) {
  out << shownPath(report, finding.place.file) << ':';
  if (finding.place.line)
    out << finding.place.line << ':' << finding.place.column << ':';
  out << ' ' << word(finding.severity) << ": " << finding.message << " [" << finding.check << "]\n";
}

void writeGithub(llvm::raw_ostream &out, const Report &report) {
  unsigned left = 0;
  for (findings::Severity severity : {findings::Severity::Error, findings::Severity::Warning}) {
    unsigned annotated = 0;
    for (const findings::Finding &finding : report.results.findings) {
      if (finding.severity != severity)
        continue;
      if (annotated++ < most) {
        annotate(out, report, finding);
      } else {
        writeLine(out, report, finding);
        ++left;
      }
    }
  }
  if (left)
    out << left << " findings are in this log only: GitHub annotates " << most << " errors and " << most
        << " warnings a step; --format=sarif shows all in code scanning\n";
}

} // namespace pgtidy::report
