// One analysis a unit, shared by the checks that clang-tidy runs over it.
#pragma once

#include "findings/results.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace clang {
class ASTContext;
}

namespace pgtidy::plugin {

/// What clang-tidy's CheckOptions say to the plugin.
struct ProjectFiles {
  std::string config; ///< PgtidyConfig: a .pgtidy file; "": the nearest above the source
  std::string facts;  ///< PgtidyFacts: a folder of facts of the other units; "": `pgtidy-facts` in the build's folder
};

/// The results for the unit that clang-tidy is at. Units follow each other in one process: the last one is kept.
class Analysis {
public:
  /// All findings for the unit in `context`, made when it is first asked for. `warn` is told what could not be read.
  const findings::Results &of(clang::ASTContext &context, const ProjectFiles &asked,
                              llvm::function_ref<void(const std::string &)> warn);
  /// The unit is done; its tree may be another's next.
  void forget() { Of = nullptr; }

private:
  const clang::ASTContext *Of = nullptr;
  findings::Results Results;
};

} // namespace pgtidy::plugin
