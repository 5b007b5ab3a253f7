// Which rule holds for a called function.
#pragma once

#include "rules/rules.h"
#include "shape.h"

#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"

#include <map>
#include <string>
#include <vector>

namespace pgtidy::extract {

/// The function that the type's values are called as: pointers, std::function and the like. Null where they are none.
const clang::FunctionProtoType *calledAs(clang::QualType type);

/// Names are remembered per declaration; a method is looked up in the class that declares it, and then as the methods
/// that it overrides.
class Matcher {
public:
  explicit Matcher(const rules::Rules &rules) : Rules(rules) {}

  /// The database rule for a call of `function` with `arguments` written arguments (default ones not counted); null
  /// when none.
  const rules::DatabaseFunction *database(const clang::FunctionDecl &function, unsigned arguments);
  /// The text rule for a call; without `arguments`, the first of that name.
  const rules::TextFunction *text(const clang::FunctionDecl &function);
  const rules::TextFunction *text(const clang::FunctionDecl &function, unsigned arguments);
  /// Whether a rule says that the function, and not one that it overrides, reaches the database.
  bool isDescribed(const clang::FunctionDecl &function);
  /// The rule for a call that looks at a statement's result; null when none.
  const rules::ResultFunction *result(const clang::FunctionDecl &function, unsigned arguments);
  /// The rule for a call that does something with the statement that an object keeps; null when none.
  const rules::StatementFunction *statement(const clang::FunctionDecl &function, unsigned arguments);
  /// The rule for a call that hands texts to something that is no database; null when none.
  const rules::HandedFunction *handed(const clang::FunctionDecl &function, unsigned arguments);
  /// The same of what `<<` puts into the object or what a call gives.
  const rules::HandedFunction *stream(const clang::Expr &object);
  const rules::Rules &rules() const { return Rules; }
  /// Whether objects of this type are texts by the rules (std::string, string_view, QString, streams), or char pointers
  /// and arrays. References, const and typedefs are looked through.
  bool isText(clang::QualType type);
  /// A parameter whose text the function may change: std::string &, char *.
  bool isFilledText(clang::QualType parameter);
  /// A text, or a std::optional of one.
  bool mayHoldText(clang::QualType type);
  /// Where the texts stand in values of the type.
  const Shape &shapeOf(clang::QualType type);
  /// Whether it is a container whose elements are texts: a vector, a list, a set, an array, no map and no pointer.
  bool holdsTexts(clang::QualType type);
  /// Whether it is a map to texts.
  bool mapsToTexts(clang::QualType type);
  /// Whether it is a container whose texts go by what holds them, wherever they were put there: of either kind.
  bool isTable(clang::QualType type) { return holdsTexts(type) || mapsToTexts(type); }
  /// Whether its values are functions, or hold one, that texts are given to.
  bool isCallable(clang::QualType type);
  /// Whether a parameter of the function is a text, or a container, pair or tuple of texts.
  bool takesText(const clang::FunctionDecl &function);

private:
  const rules::Rules &Rules;
  llvm::DenseMap<const clang::FunctionDecl *, std::vector<std::string>> Names;
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> Records;
  std::map<const clang::Type *, Shape> Shapes;

  const std::vector<std::string> &names(const clang::FunctionDecl &function);
};

} // namespace pgtidy::extract
