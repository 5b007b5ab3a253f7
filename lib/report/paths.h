// Paths, columns and identities as other programs want them.
#pragma once

#include "report/report.h"

#include <map>
#include <string>

namespace pgtidy::report {

/// The path relative to the report's root; absolute where it is outside.
std::string shownPath(const Report &report, const std::string &file);

/// The same as a URI reference, with all but unreserved characters and '/' as %XX; "file:///…" outside of the root.
std::string uriOf(const Report &report, const std::string &file);

/// The 1-based column in code points; 0 where the place has none.
uint32_t codePointColumn(const Report &report, const findings::Place &place);

/// Fingerprints that tell equal lines apart by their order.
class UniqueFingerprints {
public:
  std::string of(const Report &report, const findings::Finding &finding);

private:
  std::map<std::string, unsigned> Seen;
};

/// "error" or "warning".
llvm::StringRef word(findings::Severity severity);

/// "isolation" of "pg-isolation-unscoped".
llvm::StringRef areaOf(llvm::StringRef check);

} // namespace pgtidy::report
