// What statements' situations are with those of the callers: of a statement in a function that others call, what each
// of them has checked, and of what functions answer, the statements that they asked.
#pragma once

#include "facts/program.h"

#include "llvm/ADT/StringRef.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pgtidy::analysis {

class Callers {
public:
  /// The program must outlive it.
  explicit Callers(const facts::Program &program);

  /// A situation in the words of a caller.
  struct Way {
    const facts::Visit *visit = nullptr;
    facts::Situation situation;
  };
  /// The ways in which callers come to a situation of `function`, through the call at `by` where that is valid; none
  /// where one of them is not known, or they are too many.
  std::vector<Way> outward(const std::string &function, const facts::Situation &inside, const text::Location &by) const;

  /// The function in whose words a situation of `enclosing` is: the outermost one of those that come there in one unit;
  /// "" where it is not known.
  std::string functionOf(const std::string &enclosing, const facts::Situation &situation) const;

  /// The situation with what functions answered said by the statements that they asked.
  facts::Situation settled(const facts::Situation &situation) const;

private:
  std::map<std::string, std::vector<const facts::Visit *>> Visits; ///< by callee
  std::map<std::string, const facts::Answer *> Answers;            ///< by function
  std::map<std::string, const facts::Function *> Functions;        ///< by key
  std::map<std::string, std::set<std::string>> Overriders;         ///< by what they override
  std::map<std::pair<text::FileId, uint32_t>, const facts::Visit *> ByPlace;

  std::set<std::string> overriddenBy(const std::string &function) const;
  const facts::Answer *answerOf(const std::string &function) const;
  friend class Settling;
};

} // namespace pgtidy::analysis
