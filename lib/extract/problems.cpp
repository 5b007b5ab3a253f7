#include "problems.h"

#include "llvm/ADT/SmallString.h"

namespace pgtidy::extract {

static constexpr size_t Shown = 3;

void ErrorCollector::HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic &diagnostic) {
  DiagnosticConsumer::HandleDiagnostic(level, diagnostic);
  if (level < clang::DiagnosticsEngine::Error || ++Errors > Shown)
    return;
  llvm::SmallString<128> message;
  diagnostic.FormatDiagnostic(message);
  facts::Problem problem;
  problem.message = message.str().str();
  if (diagnostic.hasSourceManager() && diagnostic.getLocation().isValid())
    problem.location = Places(diagnostic.getSourceManager(), Directory, Files).use(diagnostic.getLocation());
  Problems.push_back(std::move(problem));
}

std::vector<facts::Problem> ErrorCollector::problems() const {
  std::vector<facts::Problem> result = Problems;
  if (size_t more = Errors - Problems.size())
    result.push_back({{}, "and " + std::to_string(more) + (more == 1 ? " more error" : " more errors")});
  return result;
}

} // namespace pgtidy::extract
