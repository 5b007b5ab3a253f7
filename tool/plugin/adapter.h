// A check of pgtidy as clang-tidy runs it.
#pragma once

#include "analysis.h"

#include "clang-tidy/ClangTidyCheck.h"

#include <memory>

namespace pgtidy::plugin {

/// Gives clang-tidy the findings of the check whose name it has.
class Adapter : public clang::tidy::ClangTidyCheck {
public:
  Adapter(llvm::StringRef name, clang::tidy::ClangTidyContext *context, std::shared_ptr<Analysis> analysis);

  void registerMatchers(clang::ast_matchers::MatchFinder *finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &result) override;
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &options) override;
  void onEndOfTranslationUnit() override { Shared->forget(); }

private:
  void report(const findings::Finding &finding, const findings::Results &results, clang::SourceManager &sources);

  std::string Name;
  ProjectFiles Given;
  std::shared_ptr<Analysis> Shared;
};

} // namespace pgtidy::plugin
