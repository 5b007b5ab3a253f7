// Symbols, results and foreign parameters to the texts they stand for.
#pragma once

#include "link_index.h"
#include "link_transform.h"

#include <map>
#include <memory>
#include <set>

namespace pgtidy::analysis {

/// Puts in the place of each symbol the texts that the program gives it, and of each result what the function returns
/// for its arguments. What leads back to itself stays a run-time value.
class Resolver {
public:
  explicit Resolver(const Index &index) : Program(index) {}

  /// Parameters of `owner` stay, to be given by each caller; those of other functions become what any caller gives.
  facts::Text resolve(const facts::Text &text, const std::string &owner);

  /// The argument that `invocation` of `function` gives for a parameter, in the words of the caller.
  facts::Text argument(const facts::Invocation &invocation, const facts::Parameter &parameter,
                       const std::string &owner);

private:
  const Index &Program;
  std::map<std::string, std::unique_ptr<Transform>> Transforms; ///< by owner
  std::map<std::string, facts::Text> Symbols;
  std::map<std::pair<std::string, uint32_t>, facts::Text> Parameters;
  std::set<std::string> ActiveSymbols;
  std::set<std::string> ActiveResults;
  std::set<std::pair<std::string, uint32_t>> ActiveParameters;

  Transform &transformFor(const std::string &owner);
  bool isTester(const facts::Tester &tester) const;
  bool isLetThrough(const facts::Text &text) const;
  facts::Text symbol(const facts::Symbol &symbol);
  facts::Text anyCaller(const facts::Parameter &parameter);
  facts::Text result(const facts::Result &result);
  facts::Text returned(const facts::Function &function, const facts::Result &call);
};

} // namespace pgtidy::analysis
