// What a function is evaluated with: its activation, and the parts of a call of it.
#pragma once

#include "facts/unit.h"
#include "state.h"
#include "value.h"

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

#include <map>
#include <optional>
#include <vector>

namespace pgtidy::extract {

/// The activation of a function or lambda.
struct Frame {
  const clang::FunctionDecl *function = nullptr;
  Frame *caller = nullptr;
  std::optional<Place> self;
  bool recording = true; ///< false in functions evaluated for a caller's sake only
  State returned = State::unreachable();
  State *breaks = nullptr; ///< where the ways that leave the innermost loop or switch meet
  State *continues = nullptr;
  State *throws = nullptr; ///< where the ways meet that leave the innermost try block by a throw in it
  std::map<const clang::LabelDecl *, State> jumps;  ///< the ways that lead to labels further on
  std::optional<std::vector<facts::Check>> yes, no; ///< what is certain wherever it returned true, or false
  std::optional<std::vector<facts::Operand>> given; ///< what it has read and returns, wherever it returns something
  /// The numbers that it gives, as facts::NumberGiven has them, and what is certain wherever it gives that.
  std::map<std::pair<std::string, std::optional<int64_t>>, std::optional<std::vector<facts::Check>>> numbers;
  std::map<unsigned, Value> filled; ///< what it leaves in parameters, wherever it did not return false
};

/// An argument of a call, evaluated.
struct Argument {
  const clang::Expr *expression = nullptr; ///< null: the default is not known
  Value value;
  Place place; ///< of the object it is, where that is known
  bool isDefault = false;
};

/// What a call gives: a value and, where it is a reference to an object, that object.
struct Outcome {
  Value value;
  std::optional<Place> place;
};

/// A call in parts.
struct CallSite {
  const clang::Expr *expression = nullptr;
  const clang::FunctionDecl *callee = nullptr;
  const clang::Expr *receiver = nullptr; ///< the object of a method; null elsewhere
  Place self;
  clang::SourceLocation name;
  std::vector<Argument> arguments;
  bool isVirtual = false;

  unsigned written() const;
};

} // namespace pgtidy::extract
