// Which functions of a unit are worth evaluating: a cheap look over the whole unit before anything is evaluated.
#pragma once

#include "matcher.h"
#include "names.h"

#include "clang/AST/ASTContext.h"

#include <map>
#include <set>
#include <vector>

namespace pgtidy::extract {

struct Survey {
  /// Functions with bodies that reach a database call, hand text on, return text or set a text member; in order.
  std::vector<const clang::FunctionDecl *> functions;
  /// Variables at namespace scope and static members with an initialiser that matters.
  std::vector<const clang::VarDecl *> variables;
  /// Members with an initialiser that matters.
  std::vector<const clang::FieldDecl *> members;
  /// Variables with static storage that some expression may change.
  std::set<const clang::VarDecl *> changed;
  /// Methods that some class of the unit overrides.
  std::set<const clang::FunctionDecl *> overridden;
  /// Functions that are handed on as values, so that others than those who name them may call them.
  std::set<const clang::FunctionDecl *> taken;

  /// Who calls the unit's helpers (see Helpers::isHelper), by canonical declarations; null for what stands outside of
  /// functions.
  std::map<const clang::FunctionDecl *, std::set<const clang::FunctionDecl *>> callers;

  /// A call of a function of the program, by its name.
  struct Visit {
    const clang::FunctionDecl *callee;
    clang::SourceLocation location;  ///< of the name
    const clang::FunctionDecl *from; ///< null outside of functions
  };
  std::vector<Visit> visits;
  /// Whether the function, or one that it calls, may come to the database, here or in another unit.
  bool mayVisitDatabase(const clang::FunctionDecl &function) const {
    return visiting.count(function.getCanonicalDecl()) != 0;
  }
  std::set<const clang::FunctionDecl *> visiting;

  /// Virtual methods of the program, whether they have a body here or not.
  std::vector<const clang::CXXMethodDecl *> methods;
  /// Functions with bodies, by the order in which they stand, that are called by their name from elsewhere: extern "C".
  std::vector<const clang::FunctionDecl *> exported;

  /// Functions with bodies that other units may call with text.
  std::vector<const clang::FunctionDecl *> shared;

  /// Classes of the program with text members, objects of which are copied where it is not seen from what to what.
  std::set<const clang::CXXRecordDecl *> copied;

  /// Classes of the program with text members, whose objects hold more of their kind (see isTree).
  std::set<const clang::CXXRecordDecl *> trees;

  /// Where variables of the environment are asked for, by names that the unit knows.
  std::vector<facts::VariableRead> reads;

  bool isMarked(const clang::FunctionDecl &function) const { return marked.count(function.getCanonicalDecl()) != 0; }
  std::set<const clang::FunctionDecl *> marked;
  /// Whether the function, or one that it calls, may call the database: here, or where it hands text on. Of the others
  /// only the texts that they give count.
  bool mayReachDatabase(const clang::FunctionDecl &function) const {
    return reaching.count(function.getCanonicalDecl()) != 0;
  }
  std::set<const clang::FunctionDecl *> reaching;
};

Survey survey(clang::ASTContext &context, Matcher &matcher, Places &places);

} // namespace pgtidy::extract
