// Which rule holds for a called function.
#pragma once

#include "rules/rules.h"

#include "clang/AST/Decl.h"

namespace pgtidy::extract {

/// Answers are remembered per declaration; methods are looked up in the class that declares them and in its bases.
class Matcher {
public:
  explicit Matcher(const rules::Rules &rules) : Rules(rules) {}

  /// The database rule for a call of `function` with `arguments` written arguments (default ones not counted); null when
  /// none.
  const rules::DatabaseFunction *database(const clang::FunctionDecl &function, unsigned arguments);
  const rules::TextFunction *text(const clang::FunctionDecl &function);
  /// Whether objects of this type are texts by the rules (std::string, string_view, QString, streams), or char pointers
  /// and arrays. References, const and typedefs are looked through.
  bool isText(clang::QualType type);

private:
  const rules::Rules &Rules;
  llvm::DenseMap<const clang::FunctionDecl *, std::string> Names;

  const std::string &name(const clang::FunctionDecl &function);
};

} // namespace pgtidy::extract
