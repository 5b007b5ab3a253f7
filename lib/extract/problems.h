// What the compiler complains about, as problems of a unit.
#pragma once

#include "names.h"

#include "clang/Basic/Diagnostic.h"

#include <string>
#include <vector>

namespace pgtidy::extract {

/// Keeps the first errors of a unit and counts the others; warnings are not looked at.
class ErrorCollector : public clang::DiagnosticConsumer {
public:
  /// `directory` and `files` are the unit's.
  ErrorCollector(std::string directory, text::FileTable &files) : Directory(std::move(directory)), Files(files) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic &diagnostic) override;
  /// The problems so far; one more tells how many were left out.
  std::vector<facts::Problem> problems() const;
  /// The first message, "" when there was none.
  std::string first() const { return Problems.empty() ? "" : Problems.front().message; }

private:
  std::string Directory;
  text::FileTable &Files;
  std::vector<facts::Problem> Problems;
  size_t Errors = 0;
};

} // namespace pgtidy::extract
