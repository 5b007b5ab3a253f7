#include "visibility.h"

#include "findings/suppression.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Regex.h"

#include <map>

namespace pgtidy::engine {

namespace {

class SuppressionCache {
public:
  bool covers(const findings::Place &place, llvm::StringRef check) {
    if (place.line == 0)
      return false;
    auto found = Files.find(place.file);
    if (found == Files.end())
      found = Files.emplace(place.file, findings::Suppressions(contents(place.file))).first;
    return found->second.covers(place.line, check);
  }

private:
  static std::string contents(const std::string &file) {
    auto buffer = llvm::MemoryBuffer::getFile(file);
    return buffer ? (*buffer)->getBuffer().str() : std::string();
  }

  std::map<std::string, findings::Suppressions> Files;
};

} // namespace

void hide(findings::Results &results, const Config &config, const std::set<std::string> &mainFiles) {
  llvm::Regex headers(config.headerFilter);
  llvm::erase_if(results.findings, [&](const findings::Finding &finding) {
    return !mainFiles.count(finding.place.file) && !headers.match(finding.place.file);
  });
  SuppressionCache suppressions;
  size_t before = results.findings.size();
  llvm::erase_if(results.findings, [&](const findings::Finding &finding) {
    return suppressions.covers(finding.place, finding.check) || suppressions.covers(finding.call, finding.check);
  });
  results.suppressed += static_cast<uint32_t>(before - results.findings.size());
}

} // namespace pgtidy::engine
