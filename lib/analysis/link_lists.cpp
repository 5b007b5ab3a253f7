#include "link_lists.h"

#include "link_transform.h"

#include "facts/list.h"

#include "llvm/ADT/StringRef.h"

#include <map>
#include <set>
#include <string>

namespace pgtidy::analysis {
namespace {

using facts::Text;
using Given = std::function<Text(const facts::Parameter &)>;

constexpr size_t MostPasses = 8;

/// Loops by where they ask for their elements: how many there are.
using Loops = std::map<std::string, size_t>;

/// The loop whose element the parameter stands for, by the offset in its file; "" where it is none of a loop. The first
/// pass of one that counts may know that its element is the first.
std::string loopOf(const facts::Parameter &parameter) {
  llvm::StringRef context = parameter.hole.context;
  if (context == "element 0")
    return std::to_string(parameter.hole.location.offset);
  return context.consume_front("element at ") ? context.rsplit(':').second.str() : "";
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
    const facts::Choice *list = facts::asList(given(parameter));
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
  const Loops begun = loopsIn(text, given, /*isOutside=*/true);
  Replacement replacement;
  replacement.repeat = [&](const facts::Repeat &loop) -> Text {
    const Loops loops = loopsIn(loop.body, given, /*isOutside=*/false);
    if (loops.size() != 1)
      return nullptr;
    const auto &[name, count] = *loops.begin();
    std::vector<Text> passes;
    for (size_t pass = begun.count(name); pass < count; ++pass)
      passes.push_back(withPasses(inPass(loop.body, name, pass), given));
    return facts::concat(std::move(passes));
  };
  Text written = Transform(std::move(replacement))(text);
  for (const auto &[name, count] : begun)
    written = inPass(written, name, 0);
  return written;
}

} // namespace pgtidy::analysis
