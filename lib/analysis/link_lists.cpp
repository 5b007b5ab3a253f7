#include "link_lists.h"

#include "link_transform.h"

#include "facts/list.h"

#include <map>
#include <set>
#include <string>

namespace pgtidy::analysis {
namespace {

using facts::Text;
using Given = std::function<Text(const facts::Parameter &)>;

constexpr size_t MostPasses = 8;

/// Loops over all of a list, by the function and where they stand: how many elements there are.
using Loops = std::map<std::string, size_t>;

/// The loop whose element the parameter stands for; "" where it is none of one that goes through all.
std::string loopOf(const facts::Parameter &parameter) {
  const std::string &context = parameter.hole.context;
  return context.starts_with(facts::ElementOfEach) ? parameter.function + "\n" + context : "";
}

/// The loops over lists whose elements are in the text; outside of repetitions alone, or everywhere.
Loops loopsIn(const Text &text, const Given &given, bool isOutside) {
  Loops loops;
  std::set<std::string> others;
  Replacement replacement;
  replacement.parameter = [&](const facts::Parameter &parameter) -> Text {
    const std::string loop = loopOf(parameter);
    if (loop.empty())
      return nullptr;
    const facts::Choice *list = facts::asSequence(given(parameter));
    auto [known, isNew] = loops.emplace(loop, list ? list->branches.size() : 0);
    if (!list || known->second != list->branches.size() || known->second > MostPasses)
      others.insert(loop);
    return nullptr;
  };
  if (isOutside)
    replacement.repeat = [](const facts::Repeat &) { return facts::literal(""); };
  Transform read(std::move(replacement));
  read(text);
  for (const std::string &loop : others)
    loops.erase(loop);
  return loops;
}

/// The text as it is in one pass of the loop.
Text inPass(const Text &text, const std::string &loop, size_t pass) {
  Replacement replacement;
  replacement.context = " pass " + std::to_string(pass);
  replacement.parameter = [&](const facts::Parameter &parameter) -> Text {
    if (loopOf(parameter) != loop)
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
  // What is outside of the repetition is a pass of which it is not known which one: what is sent inside of the loop.
  const Loops begun = loopsIn(text, given, /*isOutside=*/true);
  Replacement replacement;
  replacement.repeat = [&](const facts::Repeat &loop) -> Text {
    const Loops loops = loopsIn(loop.body, given, /*isOutside=*/false);
    if (loops.size() != 1 || begun.count(loops.begin()->first))
      return nullptr;
    const auto &[name, count] = *loops.begin();
    std::vector<Text> passes;
    for (size_t pass = 0; pass < count; ++pass)
      passes.push_back(withPasses(inPass(loop.body, name, pass), given));
    return facts::concat(std::move(passes));
  };
  return Transform(std::move(replacement))(text);
}

} // namespace pgtidy::analysis
