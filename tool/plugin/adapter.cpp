#include "adapter.h"
#include "places.h"

#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/ASTMatchers/ASTMatchers.h"

namespace pgtidy::plugin {

using clang::DiagnosticIDs;

Adapter::Adapter(llvm::StringRef name, clang::tidy::ClangTidyContext *context, std::shared_ptr<Analysis> analysis)
    : ClangTidyCheck(name, context), Name(name),
      Given{Options.getLocalOrGlobal("PgtidyConfig", "").str(), Options.getLocalOrGlobal("PgtidyFacts", "").str()},
      Shared(std::move(analysis)) {}

void Adapter::storeOptions(clang::tidy::ClangTidyOptions::OptionMap &options) {
  Options.store(options, "PgtidyConfig", Given.config);
  Options.store(options, "PgtidyFacts", Given.facts);
}

void Adapter::registerMatchers(clang::ast_matchers::MatchFinder *finder) {
  finder->addMatcher(clang::ast_matchers::translationUnitDecl(), this);
}

void Adapter::check(const clang::ast_matchers::MatchFinder::MatchResult &result) {
  const findings::Results &results = Shared->of(
      *result.Context, Given, [&](const std::string &problem) { configurationDiag("pgtidy: %0") << problem; });
  for (const findings::Finding &finding : results.findings)
    if (finding.check == Name)
      report(finding, results, *result.SourceManager);
}

/// Where a fix writes, as clang-tidy wants it; none when a part of it is in a file that the unit does not have.
static std::vector<clang::FixItHint> hints(const findings::Fix &fix, clang::SourceManager &sources) {
  std::vector<clang::FixItHint> hints;
  for (const text::Edit &edit : fix.edits) {
    clang::SourceLocation begin = locationOf(edit.file, edit.offset, sources);
    if (begin.isInvalid())
      return {};
    auto range = clang::CharSourceRange::getCharRange(begin, begin.getLocWithOffset(static_cast<int>(edit.length)));
    hints.push_back(clang::FixItHint::CreateReplacement(range, edit.replacement));
  }
  return hints;
}

void Adapter::report(const findings::Finding &finding, const findings::Results &results,
                     clang::SourceManager &sources) {
  Shown shown = shownPlace(finding.place, results.secrets, sources);
  if (shown.location.isInvalid()) // the text is another unit's, but sent here
    shown = shownPlace(finding.call, results.secrets, sources);
  if (shown.location.isInvalid()) // another unit's to report
    return;
  {
    clang::DiagnosticBuilder builder = diag(shown.location, "%0%1", DiagnosticIDs::Warning)
                                       << finding.message << shown.remark;
    if (finding.fixes.size() == 1)
      for (const clang::FixItHint &hint : hints(finding.fixes.front(), sources))
        builder << hint;
  }
  for (const findings::Note &note : finding.notes)
    if (Shown at = shownPlace(note.place, results.secrets, sources); at.location.isValid())
      diag(at.location, "%0%1", DiagnosticIDs::Note) << note.message << at.remark;
  if (!finding.advice.empty())
    diag(shown.location, "%0", DiagnosticIDs::Note) << finding.advice;
}

} // namespace pgtidy::plugin
