#include "visited.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <map>
#include <unordered_set>

namespace pgtidy::engine {

using facts::Text;

static bool isOfWord(char c) { return llvm::isAlnum(c) || c == '_'; }

/// Whether the text has the word, with nothing else of a word around it.
static bool hasWord(llvm::StringRef text, llvm::StringRef word) {
  for (size_t at = text.find_insensitive(word); at != text.npos; at = text.find_insensitive(word, at + 1)) {
    const size_t end = at + word.size();
    if (word.empty() || ((at == 0 || !isOfWord(text[at - 1])) && (end == text.size() || !isOfWord(text[end]))))
      return true;
  }
  return false;
}

static bool hasWord(const facts::TextNode &node, const std::vector<std::string> &words,
                    std::unordered_set<const facts::TextNode *> &seen) {
  if (!seen.insert(&node).second)
    return false;
  auto has = [&](const Text &text) { return text && hasWord(*text, words, seen); };
  if (const auto *literal = std::get_if<facts::Literal>(&node.value))
    return llvm::any_of(words, [&](const std::string &word) { return hasWord(literal->bytes, word); });
  if (const auto *value = std::get_if<facts::Concat>(&node.value))
    return llvm::any_of(value->parts, has);
  if (const auto *value = std::get_if<facts::Choice>(&node.value))
    return llvm::any_of(value->branches, has);
  if (const auto *value = std::get_if<facts::Formatted>(&node.value))
    return llvm::any_of(value->texts, has);
  if (const auto *value = std::get_if<facts::Narrowed>(&node.value))
    return has(value->text);
  if (const auto *value = std::get_if<facts::Repeat>(&node.value))
    return has(value->body);
  if (const auto *value = std::get_if<facts::Result>(&node.value))
    return llvm::any_of(value->arguments, has);
  return false;
}

bool haveOwners(const std::vector<const facts::Unit *> &units, const std::vector<std::string> &words) {
  std::unordered_set<const facts::TextNode *> seen;
  auto has = [&](const Text &text) { return text && hasWord(*text, words, seen); };
  for (const facts::Unit *unit : units) {
    if (llvm::any_of(unit->calls, [&](const facts::Call &call) { return has(call.sql); }) ||
        llvm::any_of(unit->sent, [&](const facts::Sent &sent) { return has(sent.sql); }) ||
        llvm::any_of(unit->symbols, [&](const facts::SymbolText &symbol) { return has(symbol.text); }) ||
        llvm::any_of(unit->functions, [&](const facts::Function &function) { return has(function.result); }))
      return true;
    for (const facts::Invocation &invocation : unit->invocations)
      if (llvm::any_of(invocation.arguments, has))
        return true;
  }
  return false;
}

static bool isOfParameter(const facts::Operand &operand) { return facts::parameterIn(operand.identity).has_value(); }

/// Whether its values come from the function's callers.
static bool isCallersAffair(const std::vector<facts::Situation> &situations) {
  return llvm::any_of(situations, [](const facts::Situation &situation) {
    return llvm::any_of(situation.operands, isOfParameter) || llvm::any_of(situation.inserted, isOfParameter);
  });
}

std::set<Name> namesOfVisited(const std::vector<const facts::Unit *> &units) {
  std::map<std::string, std::vector<const facts::Visit *>> visits; // by callee
  std::map<std::string, std::vector<const facts::Function *>> functions;
  std::vector<std::string> left;
  std::set<std::string> found;
  auto add = [&](const std::string &function) {
    if (!function.empty() && found.insert(function).second)
      left.push_back(function);
  };
  for (const facts::Unit *unit : units) {
    for (const facts::Function &function : unit->functions)
      functions[function.key].push_back(&function);
    for (const facts::Visit &visit : unit->visits)
      visits[visit.callee].push_back(&visit);
    for (const facts::Call &call : unit->calls)
      if (call.action != facts::Action::Connect && call.action != facts::Action::Configure &&
          isCallersAffair(call.situations))
        add(call.enclosing);
  }
  std::set<Name> names;
  while (!left.empty()) {
    const std::string function = left.back();
    left.pop_back();
    for (const facts::Visit *visit : visits[function])
      if (isCallersAffair(visit->situations))
        add(visit->enclosing);
    if (functions[function].empty())
      if (std::optional<Name> name = methodName(function))
        names.insert(std::move(*name));
    for (const facts::Function *known : functions[function]) {
      names.insert(functionName(known->name));
      for (const std::string &overridden : known->overrides)
        add(overridden);
    }
  }
  return names;
}

} // namespace pgtidy::engine
