// Findings for people and machines, one function and file a format.
#pragma once

#include "findings/results.h"
#include "findings/sources.h"

#include "llvm/Support/raw_ostream.h"

#include <functional>
#include <string>
#include <vector>

namespace pgtidy::report {

using findings::Results;

using findings::ReadFile;
using findings::visibleLine;

struct TextOptions {
  bool colors = false;
  bool summary = true; ///< a last line that counts
};

/// clang-tidy's form: `file:line:column: error: message [check]`, the line with a caret, notes, and the advice.
void writeText(llvm::raw_ostream &out, const Results &results, const ReadFile &readFile, const TextOptions &options);

/// The JSON of docs/json.md, version 1, pretty-printed.
void writeJson(llvm::raw_ostream &out, const Results &results);

/// A check as reports describe it.
struct Rule {
  std::string name;
  std::string summary;
  std::string page; ///< Markdown
  findings::Severity severity = findings::Severity::Warning;
  std::string precision;         ///< "very-high", "high", "medium", "low"
  std::string securitySeverity;  ///< "0.0" to "10.0"; "" when it is no matter of security
  std::vector<std::string> cwes; ///< "89"
};

/// What the formats for other programs are made of.
struct Report {
  const Results &results;
  findings::Sources &sources;
  std::vector<Rule> rules;
  std::string root;    ///< paths are shown relative to this folder
  std::string version; ///< of pgtidy
};

/// SARIF 2.1.0 as GitHub's code scanning reads it (docs/formats.md).
void writeSarif(llvm::raw_ostream &out, const Report &report);

/// Workflow commands that annotate a pull request, ten errors and ten warnings at most; the others as plain lines.
void writeGithub(llvm::raw_ostream &out, const Report &report);

/// GitLab's code quality report.
void writeGitlab(llvm::raw_ostream &out, const Report &report);

/// JUnit's XML: an error is a failure, a warning a skipped test; one test that passes where nothing was found.
void writeJunit(llvm::raw_ostream &out, const Report &report);

/// One page that needs nothing else: findings with excerpts, the isolation map, connections.
void writeHtml(llvm::raw_ostream &out, const Report &report);

} // namespace pgtidy::report
