// Functions that look at the characters of what they are given, and refuse it or say what they found.
#pragma once

#include "matcher.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"

#include <map>
#include <optional>
#include <vector>

namespace pgtidy::extract {

/// What a method gives of an object that a variable or member is: `values.name(i)`.
struct Accessed {
  const clang::ValueDecl *object = nullptr;
  const clang::CXXMethodDecl *method = nullptr; ///< canonical; constant, gives a text
  auto operator<=>(const Accessed &) const = default;
};

/// The object and method of such a call; nothing elsewhere.
std::optional<Accessed> accessedBy(const clang::Expr *call, Matcher &match);

class Testers {
public:
  explicit Testers(Matcher &match) : Match(match) {}

  /// The parameters (0-based) whose characters the function, which has a body here, looks at before it returns to its
  /// caller: it leaves (throws, ends the program) where it does not like them, or returns a number or truth value.
  const std::vector<uint32_t> &testedBy(const clang::FunctionDecl &function);
  /// The same of texts that methods of its parameters give: `Accessed::object` is the parameter.
  const std::vector<Accessed> &accessedBy(const clang::FunctionDecl &function);

  struct Tested {
    std::vector<const clang::VarDecl *> variables;
    std::vector<Accessed> accessed;
  };
  /// What the statement looks at, where it may be left by something that it found.
  Tested testedIn(const clang::Stmt &statement);

private:
  struct OfFunction {
    std::vector<uint32_t> parameters;
    std::vector<Accessed> accessed;
  };
  Matcher &Match;
  std::map<const clang::FunctionDecl *, OfFunction> Known;

  const OfFunction &tested(const clang::FunctionDecl &function);
};

} // namespace pgtidy::extract
