#include "annotations.h"

#include "llvm/ADT/SmallVector.h"

namespace pgtidy::test {

/// Cuts `@+2` off the front of `text`.
static int takeOffset(llvm::StringRef &text) {
  int offset = 0;
  if (text.consume_front("@")) {
    text.consume_front("+");
    text.consumeInteger(10, offset);
  }
  return offset;
}

static void addLine(Expectations &expectations, const std::string &file, llvm::StringRef line, uint32_t number) {
  for (llvm::StringRef mark : {"// expect", "-- expect", "# expect"}) {
    size_t at = line.find(mark);
    if (at == llvm::StringRef::npos)
      continue;
    llvm::StringRef rest = line.substr(at + mark.size());
    auto target = static_cast<uint32_t>(static_cast<int>(number) + takeOffset(rest));
    if (!rest.consume_front(":"))
      continue;
    llvm::SmallVector<llvm::StringRef> checks;
    rest.split(checks, ',');
    for (llvm::StringRef check : checks)
      expectations[{file, target}].insert(check.trim().take_until([](char c) { return c == ' '; }).str());
    return;
  }
}

void addExpectations(Expectations &expectations, const std::string &file, llvm::StringRef source, uint32_t firstLine) {
  llvm::SmallVector<llvm::StringRef> lines;
  source.split(lines, '\n');
  for (size_t index = 0; index < lines.size(); ++index)
    addLine(expectations, file, lines[index], firstLine + static_cast<uint32_t>(index));
}

static std::string at(const std::string &file, uint32_t line) { return file + ":" + std::to_string(line) + ": "; }

std::string differences(const Expectations &expected, const findings::Results &results) {
  Expectations missing = expected;
  std::string text;
  for (const findings::Finding &finding : results.findings) {
    auto &checks = missing[{finding.place.file, finding.place.line}];
    auto found = checks.find(finding.check);
    if (found == checks.end())
      text += at(finding.place.file, finding.place.line) + "not expected: " + finding.message + " [" + finding.check +
              "]\n";
    else
      checks.erase(found);
  }
  for (const auto &[place, checks] : missing)
    for (const std::string &check : checks)
      text += at(place.first, place.second) + "missing: " + check + "\n";
  return text;
}

} // namespace pgtidy::test
