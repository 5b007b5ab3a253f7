#include "paths.h"

#include "findings/fingerprint.h"

#include "llvm/ADT/StringExtras.h"

namespace pgtidy::report {

std::string shownPath(const Report &report, const std::string &file) {
  return findings::relativePath(file, report.root);
}

std::string uriOf(const Report &report, const std::string &file) {
  std::string path = shownPath(report, file), uri = path.starts_with("/") ? "file://" : "";
  for (char c : path)
    if (llvm::isAlnum(c) || llvm::StringRef("-._~/").contains(c))
      uri += c;
    else
      uri += "%" + llvm::utohexstr(static_cast<unsigned char>(c), /*LowerCase=*/false, /*Width=*/2);
  return uri;
}

uint32_t codePointColumn(const Report &report, const findings::Place &place) {
  if (place.line == 0 || place.column == 0)
    return 0;
  llvm::StringRef contents(report.sources.contents(place.file));
  for (uint32_t line = 1; line < place.line; ++line)
    contents = contents.split('\n').second;
  uint32_t column = 1;
  for (char c : contents.split('\n').first.take_front(place.column - 1))
    column += (c & 0xC0) != 0x80;
  return column;
}

std::string UniqueFingerprints::of(const Report &report, const findings::Finding &finding) {
  std::string print = findings::fingerprint(finding, report.sources, report.root);
  unsigned before = Seen[print]++;
  return before ? print + "-" + std::to_string(before) : print;
}

llvm::StringRef word(findings::Severity severity) {
  return severity == findings::Severity::Error ? "error" : "warning";
}

llvm::StringRef areaOf(llvm::StringRef check) {
  check.consume_front("pg-");
  return check.split('-').first;
}

} // namespace pgtidy::report
