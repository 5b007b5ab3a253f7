// Lines of files that are asked for: by a list, or by a diff.
#pragma once

#include "findings/results.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace pgtidy::findings {

/// Lines of one file.
struct FileLines {
  std::string name; ///< a path, or the end of one from a folder on ("src/a.cpp" is also "/home/me/src/a.cpp")
  std::vector<std::pair<uint32_t, uint32_t>> lines; ///< first and last; with none, every line
  bool everyLine = false;
};

struct LineFilter {
  std::vector<FileLines> files;
  bool has(const Place &place) const;
};

/// clang-tidy's JSON: [{"name": "a.cpp", "lines": [[1, 3], [5, 7]]}, {"name": "b.h"}].
llvm::Expected<LineFilter> parseLineFilter(llvm::StringRef json);

/// The lines that a unified diff adds or changes, as they are numbered afterwards. An empty diff has none; the error
/// says at which line the text is no diff.
llvm::Expected<LineFilter> parseDiff(llvm::StringRef diff);

/// Keeps the findings that stand in these lines; with `waysCount`, also those whose call or whose notes do: a change
/// there may have made the finding.
void keepLines(Results &results, const LineFilter &filter, bool waysCount);

} // namespace pgtidy::findings
