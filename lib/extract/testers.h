// Functions that look at the characters of what they are given, and refuse it or say what they found.
#pragma once

#include "matcher.h"

#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"

#include <map>
#include <vector>

namespace pgtidy::extract {

class Testers {
public:
  explicit Testers(Matcher &match) : Match(match) {}

  /// The parameters (0-based) whose characters the function, which has a body here, looks at before it returns to its
  /// caller: it leaves (throws, ends the program) where it does not like them, or returns a number or truth value.
  const std::vector<uint32_t> &testedBy(const clang::FunctionDecl &function);
  /// The variables whose characters the statement looks at, where it may be left by something that it found.
  std::vector<const clang::VarDecl *> testedIn(const clang::Stmt &statement);

private:
  Matcher &Match;
  std::map<const clang::FunctionDecl *, std::vector<uint32_t>> Known;
};

} // namespace pgtidy::extract
