#include "visibility.h"

#include "contents.h"
#include "findings/suppression.h"
#include "text/glob.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Regex.h"

#include <map>

namespace pgtidy::engine {

namespace {

/// The NOLINT comments of the files, and what each has hidden.
class Comments {
public:
  explicit Comments(const extract::Unsaved &unsaved) : Unsaved(unsaved) {}

  bool hides(const findings::Place &place, llvm::StringRef check) {
    if (place.line == 0)
      return false;
    File &file = read(place.file);
    std::vector<size_t> covering = file.suppressions.covering(place.line, check);
    for (size_t index : covering)
      file.hidden[index].insert(check.str());
    return !covering.empty();
  }

  void addUnused(const std::string &path, const Config &config, std::vector<checks::UnusedSuppression> &unused) {
    File &file = read(path);
    for (size_t index = 0; index < file.suppressions.comments().size(); ++index) {
      const findings::SuppressionComment &comment = file.suppressions.comments()[index];
      llvm::SmallVector<llvm::StringRef> globs;
      if (comment.named)
        llvm::StringRef(comment.globs).split(globs, ',');
      for (llvm::StringRef glob : globs)
        judge(glob.trim(), {path, comment.line, comment.column}, file.hidden[index], config, unused);
    }
  }

private:
  struct File {
    findings::Suppressions suppressions;
    std::map<size_t, std::set<std::string>> hidden; ///< by comment: the checks
  };

  static void judge(llvm::StringRef glob, const findings::Place &place, const std::set<std::string> &hidden,
                    const Config &config, std::vector<checks::UnusedSuppression> &unused) {
    if (!glob.starts_with("pg-") || llvm::any_of(hidden, [&](auto &check) { return text::isOn(glob, check); }))
      return;
    bool isKnown = false, isOn = false;
    for (const checks::Check &check : checks::all())
      if (text::isOn(glob, check.name)) {
        isKnown = true;
        isOn |= checks::isOn(check, config.checks);
      }
    if (!isKnown || isOn)
      unused.push_back({place, glob.str(), !isKnown});
  }

  File &read(const std::string &path) {
    auto found = Files.find(path);
    if (found == Files.end()) {
      llvm::ErrorOr<std::string> contents = contentsOf(path, Unsaved);
      found = Files.emplace(path, File{findings::Suppressions(contents ? *contents : ""), {}}).first;
    }
    return found->second;
  }

  const extract::Unsaved &Unsaved;
  std::map<std::string, File> Files;
};

} // namespace

std::vector<checks::UnusedSuppression> hide(findings::Results &results, const Config &config,
                                            const std::set<std::string> &mainFiles, const std::set<std::string> &files,
                                            const extract::Unsaved &unsaved) {
  Comments comments(unsaved);
  llvm::Regex headers(config.headerFilter);
  std::vector<findings::Finding> shown;
  for (findings::Finding &finding : results.findings) {
    bool isHeader = !mainFiles.count(finding.place.file) && !headers.match(finding.place.file);
    bool atPlace = comments.hides(finding.place, finding.check), atCall = comments.hides(finding.call, finding.check);
    if (isHeader)
      continue;
    if (!atPlace && !atCall)
      shown.push_back(std::move(finding));
    else
      results.hidden.push_back({std::move(finding), findings::HiddenBy::Comment});
  }
  results.suppressed += static_cast<uint32_t>(results.hidden.size());
  results.findings = std::move(shown);
  std::vector<checks::UnusedSuppression> unused;
  for (const std::string &file : files)
    comments.addUnused(file, config, unused);
  return unused;
}

} // namespace pgtidy::engine
