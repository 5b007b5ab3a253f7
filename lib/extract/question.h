// What the program asks of texts before it goes on.
#pragma once

#include "facts/text.h"
#include "testers.h"
#include "value.h"

#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"

#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace pgtidy::extract {

/// What a condition asks of a text: whether it is `value`, or with `equal` false whether it is not.
struct Question {
  const clang::Expr *subject = nullptr;
  facts::Text value;
  bool equal = true;
};

/// The two sides of an equality, or with `isEqual` false of an inequality, whichever way it is written; nothing for
/// others.
std::optional<std::pair<const clang::Expr *, const clang::Expr *>> equalityOf(const clang::Expr *plain, bool &isEqual);

/// A question that a decision rests on, and the object that holds the text.
struct Asked {
  Place object;
  facts::Test test;
};

/// A text of which a condition leaves one of those that the program names, where it is decided one way, the other, or
/// both; null where it does not.
struct Named {
  Place object;
  facts::Text subject;
  facts::Text first, second;
};

/// What a function does with its variables.
struct VariableUses {
  std::set<const clang::ValueDecl *> notOnlyRead;
  bool callsItself = false;
};

/// A number that callers give, and by which a switch decides.
struct NumberCases {
  facts::Text subject;
  std::vector<std::vector<int64_t>> values; ///< by branch; none: all others
};

/// Labels of a switch that stand together, and where their statements begin.
struct CaseGroup {
  std::vector<int64_t> values;
  std::vector<std::pair<int64_t, int64_t>> ranges;
  bool isDefault = false;
  size_t begin = 0;                   ///< index of the statement in the body
  const clang::Stmt *first = nullptr; ///< what stands behind the last label
};

/// A text whose characters a condition looks at, by itself or by a function.
struct Look {
  const clang::Expr *subject = nullptr;
  facts::Tester by;
  bool ifTrue = true; ///< the text is fine where the condition holds
  bool ifFalse = true;
  std::optional<Accessed> accessed = {}; ///< the text, where a method gives it; `subject` is null then
};

} // namespace pgtidy::extract
