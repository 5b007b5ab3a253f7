// Database calls of functions that only their own unit calls: each of the ways to them is in sight.
#pragma once

#include "facts/unit.h"
#include "survey.h"

#include "clang/AST/Decl.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace pgtidy::extract {

/// Collects in which situations callers come to the calls of their helpers, and puts them in the place of the one that
/// the helper knows of itself.
class Helpers {
public:
  explicit Helpers(const Survey &survey) : Found(survey) {}

  /// Whether all that call the function are in the unit, or in others that see its body as well.
  static bool isHelper(const clang::FunctionDecl &function);

  /// A call of the function that was not followed: in which situation it comes there is not known.
  void notFollowed(const clang::FunctionDecl &function) { Unseen.insert(function.getCanonicalDecl()); }
  /// A function that was not evaluated to its end: what it calls there is not known.
  void notFinished(const clang::FunctionDecl &function) { Unfinished.insert(function.getCanonicalDecl()); }
  /// The call at `location` in a helper was reached by evaluating `from` for its own sake.
  void reached(const clang::FunctionDecl &helper, const text::Location &location, const clang::FunctionDecl &from,
               facts::Situation situation);
  /// The helper itself checks what its call at `location` reads.
  void checksItself(const text::Location &location) { Checked.push_back(location); }

  /// Of calls in helpers all of whose callers were followed, the situations become those of the callers.
  void settle(facts::Unit &unit) const;

private:
  struct Way {
    text::Location location;
    const clang::FunctionDecl *helper, *from;
    facts::Situation situation;
  };

  const Survey &Found;
  std::set<const clang::FunctionDecl *> Unseen, Unfinished;
  std::vector<Way> Ways;
  std::vector<text::Location> Checked;

  std::set<const clang::FunctionDecl *> settled() const;
  std::set<std::string> uncalled() const;
};

} // namespace pgtidy::extract
