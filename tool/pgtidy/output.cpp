#include "output.h"

#include "checks/check.h"
#include "files.h"
#include "findings/baseline.h"
#include "findings/fixes.h"
#include "messages.h"
#include "report/report.h"
#include "selection.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace pgtidy::tool {

static bool wantsColor(const Options &options) {
  if (options.color == Color::Auto)
    return options.output.empty() && llvm::outs().has_colors() && !getenv("NO_COLOR");
  return options.color == Color::Always;
}

/// Every check, also those that are off: what was found once is then known to be mended.
static std::vector<report::Rule> rules() {
  std::vector<report::Rule> rules;
  for (const checks::Check &check : checks::all()) {
    llvm::SmallVector<llvm::StringRef> numbers;
    check.metadata.cwes.split(numbers, ',', -1, /*KeepEmpty=*/false);
    std::vector<std::string> cwes;
    for (llvm::StringRef number : numbers)
      cwes.push_back(number.trim().str());
    rules.push_back({check.name.str(), check.summary.str(), check.page.str(), check.severity,
                     check.metadata.precision.str(), check.metadata.securitySeverity.str(), std::move(cwes)});
  }
  return rules;
}

/// The root of the repository, that paths in reports are relative to; the configuration's folder where there is none.
static std::string projectRoot(const engine::Config &config) {
  for (llvm::StringRef at = config.root; !at.empty(); at = llvm::sys::path::parent_path(at))
    if (llvm::sys::fs::exists(at + "/.git"))
      return at.str();
  return config.root;
}

static llvm::Error write(const Options &options, const engine::Config &config, const findings::Results &results,
                         findings::Sources &sources) {
  report::Report report{results, sources, rules(), projectRoot(config), PGTIDY_VERSION};
  return writeWhole(options.output, [&](llvm::raw_ostream &out) {
    switch (options.format) {
    case Format::Text:
      return report::writeText(out, results, contentsOf, {wantsColor(options), !options.quiet});
    case Format::Json:
      return report::writeJson(out, results);
    case Format::Sarif:
      return report::writeSarif(out, report);
    case Format::Github:
      return report::writeGithub(out, report);
    case Format::Gitlab:
      return report::writeGitlab(out, report);
    case Format::Junit:
      return report::writeJunit(out, report);
    case Format::Html:
      return report::writeHtml(out, report);
    }
  });
}

static int keepAsBaseline(const Options &options, const findings::Results &results, findings::Sources &sources) {
  std::string text = writeBaseline(results, sources, folderOf(options.writeBaseline));
  if (llvm::Error error = writeWhole(options.writeBaseline, [&](llvm::raw_ostream &out) { out << text; }))
    return fail(std::move(error));
  if (!options.quiet)
    llvm::errs() << "pgtidy: " << results.findings.size() << " findings written to '" << options.writeBaseline
                 << "'; --baseline=" << options.writeBaseline << " leaves them out\n";
  return results.failures.empty() ? clean : couldNotWork;
}

/// Writes the repaired files, and takes the repaired findings out of the results.
static llvm::Error fix(const Options &options, findings::Results &results, findings::Sources &sources) {
  findings::Repaired repaired = findings::repair(results, sources);
  tell(repaired.left, "problem");
  for (const auto &[file, contents] : repaired.contents)
    if (llvm::Error error = writeWhole(file, [&](llvm::raw_ostream &out) { out << contents; }))
      return error;
  if (!options.quiet)
    llvm::errs() << "pgtidy: " << repaired.fixed.size() << (repaired.fixed.size() == 1 ? " finding" : " findings")
                 << " fixed in " << repaired.contents.size()
                 << (repaired.contents.size() == 1 ? " file\n" : " files\n");
  for (size_t index : llvm::reverse(repaired.fixed))
    results.findings.erase(results.findings.begin() + static_cast<std::ptrdiff_t>(index));
  return llvm::Error::success();
}

static llvm::Error exportFixes(const Options &options, const findings::Results &results, findings::Sources &sources) {
  std::string folder = options.buildPath.empty() ? "." : options.buildPath;
  std::string text = findings::exportFixes(results, sources, folderOf(folder + "/x"));
  return writeWhole(options.exportFixes, [&](llvm::raw_ostream &out) { out << text; });
}

int report(const Options &options, const engine::Config &config, bool isWhole, findings::Results results) {
  tell(results.problems, "problem");
  tell(results.failures, "error");
  findings::Sources sources(contentsOf, results.secrets);
  if (!options.writeBaseline.empty())
    return keepAsBaseline(options, results, sources);
  if (llvm::Error error = select(options, isWhole, results, sources))
    return fail(std::move(error));
  if (!options.exportFixes.empty())
    if (llvm::Error error = exportFixes(options, results, sources))
      return fail(std::move(error));
  if (options.fix)
    if (llvm::Error error = fix(options, results, sources))
      return fail(std::move(error));
  if (llvm::Error error = write(options, config, results, sources))
    return fail(std::move(error));
  if (!results.failures.empty())
    return couldNotWork;
  bool hasErrors =
      llvm::any_of(results.findings, [](const auto &finding) { return finding.severity == findings::Severity::Error; });
  return hasErrors ? errorsFound : clean;
}

} // namespace pgtidy::tool
