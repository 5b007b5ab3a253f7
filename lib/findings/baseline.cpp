#include "findings/baseline.h"

#include "findings/fingerprint.h"

#include "llvm/ADT/StringExtras.h"

#include <set>
#include <tuple>

namespace pgtidy::findings {

static constexpr llvm::StringLiteral heading = "# pgtidy baseline, version ";
static constexpr llvm::StringLiteral version = "1";

static std::string oneLine(std::string text) {
  for (char &c : text)
    if (c == '\n' || c == '\t' || c == '\r')
      c = ' ';
  return text;
}

std::string writeBaseline(const Results &results, Sources &sources, const std::string &root) {
  std::multiset<std::tuple<std::string, std::string, std::string, std::string>> lines;
  for (const Finding &finding : results.findings)
    lines.emplace(oneLine(relativePath(finding.place.file, root)), finding.check, fingerprint(finding, sources, root),
                  oneLine(finding.message));
  std::string text = (heading + version + "\n").str() +
                     "# Findings that are known, one a line: fingerprint, check, file, message (tabs between).\n"
                     "# Delete the line of a finding that was mended; write the file again with --write-baseline.\n";
  for (const auto &[file, check, print, message] : lines)
    text += print + "\t" + check + "\t" + file + "\t" + message + "\n";
  return text;
}

llvm::Expected<Baseline> parseBaseline(llvm::StringRef text) {
  if (!text.consume_front(heading))
    return llvm::createStringError("is not a baseline: its first line must be '" + heading + version +
                                   "'; make one with --write-baseline=FILE");
  auto [found, rest] = text.split('\n');
  if (found.trim() != version)
    return llvm::createStringError("is a baseline of version " + found.trim() + ", and this pgtidy reads version " +
                                   version + "; write it again with --write-baseline=FILE");
  Baseline known;
  for (unsigned number = 2; !rest.empty(); ++number) {
    llvm::StringRef line;
    std::tie(line, rest) = rest.split('\n');
    line = line.rtrim('\r');
    if (line.trim().empty() || line.starts_with("#"))
      continue;
    llvm::StringRef print = line.split('\t').first;
    if (print.size() != 16 || !llvm::all_of(print, llvm::isHexDigit))
      return llvm::createStringError("line " + llvm::Twine(number) + " does not begin with a fingerprint (16 digits)");
    ++known[print.str()];
  }
  return known;
}

size_t applyBaseline(Results &results, Baseline known, Sources &sources, const std::string &root) {
  std::vector<Finding> fresh;
  for (Finding &finding : results.findings) {
    auto found = known.find(fingerprint(finding, sources, root));
    if (found == known.end() || found->second == 0) {
      fresh.push_back(std::move(finding));
      continue;
    }
    --found->second;
    results.hidden.push_back({std::move(finding), HiddenBy::Baseline});
  }
  results.findings = std::move(fresh);
  size_t gone = 0;
  for (const auto &[print, left] : known)
    gone += left;
  return gone;
}

} // namespace pgtidy::findings
