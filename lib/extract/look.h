// What a condition asks of the characters of a text: a name that the program looked at is not raw any more.
#pragma once

#include "matcher.h"

#include "clang/AST/Expr.h"

#include <optional>

namespace pgtidy::extract {

/// A test of a text's characters, or of the text against a list: on which sides of the condition the text is fine.
struct CharacterTest {
  const clang::Expr *subject = nullptr;
  bool ifTrue = true;
  bool ifFalse = true;
};

/// What a condition without `!`, `&&` and `||` asks by the rules; nothing where it looks at no text.
std::optional<CharacterTest> characterTest(const clang::Expr *condition, Matcher &match);

/// The text that a call looks at by the rules; null where it looks at none.
const clang::Expr *textLookedAt(const clang::CallExpr &call, Matcher &match);

/// The variable, or member of this object, that an expression names, or whose address it is; null elsewhere.
const clang::ValueDecl *objectNamed(const clang::Expr *expression);

/// What is called, there or where the variable that keeps the answer is made; null where nothing is.
const clang::CallExpr *callBehind(const clang::Expr *expression);

/// Whether looking for these characters keeps a text from ending what it stands in: quotes, semicolons, white space.
bool isDangerous(llvm::StringRef characters);

/// The text that an iterator, a pointer into it or one of its characters belongs to: `x` of x.begin(), x.c_str(), x[i],
/// *x; the expression itself elsewhere.
const clang::Expr *wholeText(const clang::Expr *expression);

} // namespace pgtidy::extract
