// The texts that reach a database call, caller by caller.
#pragma once

#include "analysis/conclusions.h"
#include "facts/program.h"
#include "link_resolve.h"

#include <vector>

namespace pgtidy::analysis {

/// The texts of a call as one chain of callers gives them.
struct Chain {
  std::vector<Step> way; ///< outermost first; empty where no text depends on a parameter
  std::vector<facts::Text> texts;
  bool wrapperChooses = false; ///< a function on the way puts what it was given into one of several texts
  bool isIntoObject = false;   ///< the way is that of the text into the object that sends it, not that of the call
};

struct Chains {
  std::vector<Chain> chains;
  bool truncated = false;
};

/// Follows parameters outwards through the invocations of a program, each caller separately.
class Linker {
public:
  explicit Linker(const facts::Program &program) : Calls(program), Resolve(program, Calls) {}

  /// `texts`, which stand in the function `enclosing`, for each chain of callers. A parameter that nobody gives stays.
  Chains follow(const std::vector<facts::Text> &texts, const std::string &enclosing);
  /// The same of the text that a database call sends. Where that is kept in an object, callers that have made and
  /// filled the object say what it is.
  Chains follow(const facts::Call &call, const facts::Text &text);

  /// Whether both functions are methods of classes that derive from one.
  bool areOfSiblings(const std::string &a, const std::string &b) const {
    return Resolve.classes().areSiblings(Classes::of(a), Classes::of(b));
  }

  /// The function with this key; null when no unit shows it.
  const facts::Function *function(const std::string &key) const { return Calls.function(key); }

private:
  Index Calls;
  Resolver Resolve;

  struct Road;
  void walk(const Road &road, Chains &found);
  void walk(const facts::Sent &sent, Chains &found);
  void walkUpToObjects(Road road, const std::vector<const facts::Sent *> &sent, Chains &found);
  bool walkHandedMembers(const facts::Invocation &caller, const Road &longer, const Road &road, Chains &found);
  bool walkWriters(const Road &from, Chains &found);
  bool walkObjects(const Road &from, const std::vector<const facts::Sent *> &sent, Chains &found);
  static facts::Text ofCaller(const facts::Invocation &caller, const facts::Function &method, const facts::Text &text);
  std::vector<facts::Text> given(const facts::Invocation &caller, const Road &road);
};

} // namespace pgtidy::analysis
