#include "link_lists.h"

#include "link_transform.h"

#include "facts/list.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace pgtidy::analysis {
namespace {

using facts::Text;
using Given = std::function<Text(const facts::Parameter &)>;

constexpr size_t MostPasses = 8;

/// Loops by the context of the elements that they go through: how many there are.
using Loops = std::map<std::string, size_t>;

bool isOfLoop(const facts::Parameter &parameter) {
  return parameter.hole.context.starts_with(std::string(facts::AnElement) + " at ");
}

/// The loops over lists whose elements are in the text; outside of repetitions alone, or everywhere.
Loops loopsIn(const Text &text, const Given &given, bool isOutside) {
  Loops loops;
  std::set<std::string> others;
  Replacement replacement;
  replacement.parameter = [&](const facts::Parameter &parameter) -> Text {
    if (!isOfLoop(parameter))
      return nullptr;
    const facts::Choice *list = facts::asList(given(parameter));
    const std::string &context = parameter.hole.context;
    auto [known, isNew] = loops.emplace(context, list ? list->branches.size() : 0);
    if (!list || known->second != list->branches.size() || known->second > MostPasses)
      others.insert(context);
    return nullptr;
  };
  if (isOutside)
    replacement.repeat = [](const facts::Repeat &) { return facts::literal(""); };
  Transform read(std::move(replacement));
  read(text);
  for (const std::string &context : others)
    loops.erase(context);
  return loops;
}

/// The text as it is in one pass of the loop.
Text inPass(const Text &text, const std::string &loop, size_t pass) {
  Replacement replacement;
  replacement.context = " pass " + std::to_string(pass);
  replacement.parameter = [&](const facts::Parameter &parameter) -> Text {
    if (parameter.hole.context != loop)
      return nullptr;
    facts::Hole hole = parameter.hole;
    hole.context = facts::ElementAt + std::to_string(pass);
    return facts::parameter({parameter.function, parameter.index, std::move(hole)});
  };
  return Transform(std::move(replacement))(text);
}

} // namespace

Text withPasses(const Text &text, const Given &given) {
  if (!text || loopsIn(text, given, /*isOutside=*/false).empty())
    return text;
  const Loops begun = loopsIn(text, given, /*isOutside=*/true);
  Replacement replacement;
  replacement.repeat = [&](const facts::Repeat &loop) -> Text {
    const Loops loops = loopsIn(loop.body, given, /*isOutside=*/false);
    if (loops.size() != 1)
      return nullptr;
    const auto &[context, count] = *loops.begin();
    std::vector<Text> passes;
    for (size_t pass = begun.count(context); pass < count; ++pass)
      passes.push_back(withPasses(inPass(loop.body, context, pass), given));
    return facts::concat(std::move(passes));
  };
  Text written = Transform(std::move(replacement))(text);
  for (const auto &[context, count] : begun)
    written = inPass(written, context, 0);
  return written;
}

} // namespace pgtidy::analysis
