// Who calls whom in a program.
#pragma once

#include "facts/program.h"

#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace pgtidy::analysis {

class Index {
public:
  explicit Index(const facts::Program &program);
  Index(const Index &) = delete;

  /// The function with this key; null when no unit shows it.
  const facts::Function *function(const std::string &key) const;
  /// The invocations that can reach the function: of itself and of the virtual methods that it overrides.
  std::vector<const facts::Invocation *> callersOf(const std::string &key) const;
  /// The functions that a call of `key` can reach: itself and its overriders.
  std::vector<const facts::Function *> targetsOf(const std::string &key) const;
  /// What callers know that the database call at `call` sends.
  const std::vector<const facts::Sent *> &sentBy(const text::Location &call) const;
  /// The texts that a symbol can have.
  const std::vector<const facts::SymbolText *> &textsOf(const std::string &symbol) const;

private:
  std::unordered_map<std::string, const facts::Function *> Functions;
  /// By the key that a unit without the definition uses.
  std::unordered_map<std::string, std::vector<const facts::Function *>> Namesakes;
  std::unordered_map<std::string, std::vector<const facts::Function *>> Overriders;
  std::unordered_map<std::string, std::vector<const facts::Invocation *>> Invocations;
  std::unordered_map<std::string, std::vector<const facts::SymbolText *>> Symbols;
  std::deque<facts::SymbolText> Referred; ///< that were assigned to what functions give references to
  std::map<std::pair<text::FileId, uint32_t>, std::vector<const facts::Sent *>> Sent; ///< by the call's place

  std::vector<std::string> overriddenBy(const facts::Function &function) const;
};

} // namespace pgtidy::analysis
