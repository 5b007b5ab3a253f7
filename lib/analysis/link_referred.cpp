#include "link_referred.h"

#include "link_classes.h"
#include "link_transform.h"

#include <algorithm>

namespace pgtidy::analysis {
namespace {

using facts::Text;

/// A reference that is handed on through more functions than this is not followed.
constexpr unsigned MostFunctions = 8;

bool isMember(const std::string &symbol) { return symbol.find("@FI@") != std::string::npos; }

/// What a function says of its own object and parameters, as the call has it.
Text inCall(const facts::Function &function, const facts::Result &call) {
  const std::string object = !call.object.empty()            ? call.object
                             : Classes::isOfSameObject(call) ? ""
                                                             : facts::anyObject(Classes::of(function.key));
  Replacement replacement;
  replacement.parameter = [&](const facts::Parameter &parameter) -> Text {
    if (parameter.function != function.key)
      return nullptr;
    const bool isGiven = parameter.index < call.arguments.size() && call.arguments[parameter.index];
    return isGiven ? call.arguments[parameter.index] : facts::hole(parameter.hole);
  };
  replacement.symbol = [&](const facts::Symbol &symbol) -> Text {
    if (!symbol.object.empty() || !isMember(symbol.key))
      return nullptr;
    return facts::symbol({symbol.key, symbol.hole, object, symbol.under});
  };
  replacement.result = [&](const facts::Result &inner) -> Text {
    const bool isOwn = inner.object.empty() && Classes::isOfSameObject(inner);
    return isOwn && !object.empty() ? facts::result({inner.function, inner.arguments, inner.hole, object}) : nullptr;
  };
  return Transform(std::move(replacement))(function.result);
}

/// The symbols that the text stands for, in all of its branches.
void addSymbols(const Text &text, const Index &index, unsigned depth, std::vector<facts::Symbol> &symbols) {
  if (!text)
    return;
  if (const auto *symbol = std::get_if<facts::Symbol>(&text->value))
    symbols.push_back(*symbol);
  else if (const auto *test = std::get_if<facts::Narrowed>(&text->value))
    addSymbols(test->text, index, depth, symbols);
  else if (const auto *choice = std::get_if<facts::Choice>(&text->value))
    for (const Text &branch : choice->branches)
      addSymbols(branch, index, depth, symbols);
  else if (const auto *call = std::get_if<facts::Result>(&text->value); call && depth < MostFunctions)
    for (const facts::Function *function : index.targetsOf(call->function))
      if (function->result)
        addSymbols(inCall(*function, *call), index, depth + 1, symbols);
}

/// The text with the symbol for what stood there before: `set(key) += …` reads it by the same call.
Text withBefore(const Text &text, const facts::Result &target, const Text &symbol) {
  Replacement replacement;
  replacement.result = [&](const facts::Result &read) -> Text {
    const bool isSame = facts::referredPart(read.function) == target.function && read.object == target.object &&
                        std::equal(read.arguments.begin(), read.arguments.end(), target.arguments.begin(),
                                   target.arguments.end(), facts::same);
    return isSame ? symbol : nullptr;
  };
  return Transform(std::move(replacement))(text);
}

} // namespace

std::vector<facts::SymbolText> textsAt(const facts::SymbolText &assigned, const Index &index) {
  std::vector<facts::Symbol> symbols;
  addSymbols(assigned.target, index, 0, symbols);
  const auto *target = std::get_if<facts::Result>(&assigned.target->value);
  std::vector<facts::SymbolText> texts;
  for (const facts::Symbol &symbol : symbols) {
    const Text text = target ? withBefore(assigned.text, *target, facts::symbol(symbol)) : assigned.text;
    texts.push_back(
        {symbol.key, text, assigned.enclosing, symbol.object, assigned.under ? assigned.under : symbol.under});
  }
  return texts;
}

} // namespace pgtidy::analysis
