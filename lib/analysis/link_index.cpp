#include "link_index.h"

#include "link_referred.h"

#include "facts/function_key.h"

#include <algorithm>

namespace pgtidy::analysis {

Index::Index(const facts::Program &program) {
  for (const facts::Function &function : program.functions)
    Functions.emplace(function.key, &function);
  for (const facts::Function &function : program.functions) {
    if (std::string base = facts::baseKey(function.key); base != function.key)
      Namesakes[base].push_back(&function);
    if (std::string pattern = facts::patternKey(function.key); pattern != function.key)
      Namesakes[pattern].push_back(&function);
    for (const std::string &base : overriddenBy(function))
      Overriders[base].push_back(&function);
  }
  for (const facts::Invocation &invocation : program.invocations)
    Invocations[invocation.callee].push_back(&invocation);
  for (const facts::Sent &sent : program.sent)
    Sent[{sent.call.file, sent.call.offset}].push_back(&sent);
  for (const facts::SymbolText &symbol : program.symbols)
    if (symbol.text && !symbol.target)
      Symbols[symbol.key].push_back(&symbol);
    else if (symbol.text)
      for (facts::SymbolText &text : textsAt(symbol, *this))
        Symbols[text.key].push_back(&Referred.emplace_back(std::move(text)));
}

const facts::Function *Index::function(const std::string &key) const {
  auto found = Functions.find(key);
  return found == Functions.end() ? nullptr : found->second;
}

const std::vector<const facts::Sent *> &Index::sentBy(const text::Location &call) const {
  static const std::vector<const facts::Sent *> none;
  auto found = Sent.find({call.file, call.offset});
  return found == Sent.end() ? none : found->second;
}

/// The methods that `function` overrides, through any depth that the program shows.
std::vector<std::string> Index::overriddenBy(const facts::Function &function) const {
  std::vector<std::string> keys = function.overrides;
  for (size_t i = 0; i < keys.size(); ++i)
    if (const facts::Function *base = this->function(keys[i]))
      for (const std::string &key : base->overrides)
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
          keys.push_back(key);
  return keys;
}

std::vector<const facts::Invocation *> Index::callersOf(const std::string &key) const {
  std::vector<std::string> keys{key};
  if (std::string base = facts::baseKey(key); base != key)
    keys.push_back(base);
  if (std::string pattern = facts::patternKey(key); pattern != key)
    keys.push_back(pattern);
  if (const facts::Function *called = function(key))
    for (std::string &base : overriddenBy(*called))
      keys.push_back(std::move(base));
  std::vector<const facts::Invocation *> callers;
  for (const std::string &callee : keys)
    if (auto found = Invocations.find(callee); found != Invocations.end())
      callers.insert(callers.end(), found->second.begin(), found->second.end());
  return callers;
}

std::vector<const facts::Function *> Index::targetsOf(const std::string &key) const {
  std::vector<const facts::Function *> targets;
  if (const facts::Function *exact = function(key))
    targets.push_back(exact);
  if (auto found = Namesakes.find(key); found != Namesakes.end())
    targets.insert(targets.end(), found->second.begin(), found->second.end());
  if (auto found = Overriders.find(key); found != Overriders.end())
    targets.insert(targets.end(), found->second.begin(), found->second.end());
  return targets;
}

const std::vector<const facts::SymbolText *> &Index::textsOf(const std::string &symbol) const {
  static const std::vector<const facts::SymbolText *> None;
  auto found = Symbols.find(symbol);
  return found == Symbols.end() ? None : found->second;
}

} // namespace pgtidy::analysis
