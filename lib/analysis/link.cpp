#include "link.h"

#include "link_lists.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <deque>
#include <map>

namespace pgtidy::analysis {
namespace {

using facts::Text;

constexpr size_t MostChains = 4096;
constexpr size_t DeepestChain = 8;
/// Of one database call, calls of the methods between it and those who know the object.
constexpr size_t MostObjectCalls = 1000;

} // namespace

/// A chain that is being followed: from the call (first) outwards (last).
struct Linker::Road {
  std::vector<std::string> functions;
  std::vector<Step> steps;
  std::vector<Text> texts;
  bool wrapperChooses = false;
  std::string object = {}; ///< class of the object that the last function works on; "" where it does not matter
  bool isIntoObject = false;
  /// What objects send by the call that the road begins at, as far as their own units know it; null where that is no
  /// matter.
  const std::vector<const facts::Sent *> *sent = nullptr;
};

Chains Linker::follow(const std::vector<Text> &texts, const std::string &enclosing) {
  Road road{{enclosing}, {}, {}, false};
  for (const Text &text : texts)
    road.texts.push_back(Resolve.resolve(text, enclosing));
  Chains found;
  walk(road, found);
  return found;
}

/// From the caller that knows the object, on to its own callers.
void Linker::walk(const facts::Sent &sent, Chains &found) {
  Road road{{sent.enclosing}, {}, {Resolve.resolve(sent.sql, sent.enclosing)}, false};
  for (const facts::Hop &hop : llvm::reverse(sent.way)) {
    const facts::Function *called = function(hop.callee);
    road.steps.push_back({hop.location, called ? called->name : hop.callee});
  }
  walk(road, found);
}

/// Whether the objects that send in this call are known by its own unit.
static bool isSentBy(const facts::Invocation &caller, const std::vector<const facts::Sent *> &sent) {
  return llvm::any_of(sent, [&](const facts::Sent *one) {
    return llvm::any_of(one->way, [&](const facts::Hop &hop) { return hop.location == caller.location; });
  });
}

Chains Linker::follow(const facts::Call &call, const Text &text) {
  const std::vector<const facts::Sent *> &sent = Calls.sentBy(call.location);
  Road road{{call.enclosing}, {}, {text}, false};
  road.sent = &sent;
  Chains found;
  if (isUpToObjects(text)) {
    walkUpToObjects(road, sent, found);
  } else {
    road.texts = {Resolve.resolve(text, call.enclosing)};
    walk(road, found);
  }
  return found;
}

/// The text of a method that depends on what is in its object, `sent` what objects of its own unit are known to send by
/// it: as those say it who know the object, else as any object may have it.
void Linker::walkUpToObjects(Road road, const std::vector<const facts::Sent *> &sent, Chains &found) {
  for (const facts::Sent *one : sent)
    walk(*one, found);
  const bool isWhole = !sent.empty() && llvm::all_of(sent, [](const facts::Sent *one) { return one->isWhole; });
  road.sent = nullptr;
  if (isWhole || walkObjects(road, sent, found) || walkWriters(road, found))
    return;
  for (Text &text : road.texts)
    text = Resolve.resolve(text, road.functions.back());
  walk(road, found);
}

/// What the caller hands on as it stands there, where that is up to the object that it is a method of: what is sent for
/// the objects that are known, and for the others, is followed from there. Whether it is.
bool Linker::walkHandedMembers(const facts::Invocation &caller, const Road &longer, const Road &road, Chains &found) {
  const facts::Function *called = function(road.functions.back());
  if (!road.sent || road.texts.size() != 1 || !called)
    return false;
  const Text handed = ofCaller(caller, *called, road.texts.front());
  if (!mentionsOwnMember(handed))
    return false;
  std::vector<const facts::Sent *> sent;
  llvm::copy_if(*road.sent, std::back_inserter(sent), [&](const facts::Sent *one) { return isSentBy(caller, {one}); });
  Road own = longer;
  own.texts = {handed};
  walkUpToObjects(own, sent, found);
  return true;
}

/// From the method that has the text outwards, the shortest ways first, to the callers that know what is in the
/// method's object. Whether all of its callers do.
bool Linker::walkObjects(const Road &from, const std::vector<const facts::Sent *> &sent, Chains &found) {
  std::map<std::string, std::vector<Text>> met; // by function: a text goes on from it once, whatever the way to it
  auto isNew = [&](const std::string &function, const Text &text) {
    std::vector<Text> &texts = met[function];
    const bool isKnown = llvm::any_of(texts, [&](const Text &known) { return facts::same(known, text); });
    if (!isKnown)
      texts.push_back(text);
    return !isKnown;
  };
  bool isWhole = true;
  size_t known = 0, calls = 0;
  std::deque<Road> open{from};
  for (; !open.empty(); open.pop_front()) {
    const Road road = open.front();
    const facts::Function *method = function(road.functions.back());
    if (!method || method->isEntry || road.steps.size() >= DeepestChain ||
        !mentionsAny(road.texts.front(), method->members)) {
      isWhole = false;
      continue;
    }
    bool isCalled = false;
    for (const facts::Invocation *caller : Calls.callersOf(method->key)) {
      if (isSentBy(*caller, sent))
        continue;
      isCalled = true;
      if (llvm::is_contained(road.functions, caller->enclosing)) // a function that calls itself gives nothing new
        continue;
      if (caller->arguments.size() != method->parameters.size() + method->members.size() || ++calls > MostObjectCalls) {
        isWhole = false;
        continue;
      }
      Road longer = road;
      longer.texts = {ofCaller(*caller, *method, road.texts.front())};
      longer.functions.push_back(caller->enclosing);
      longer.steps.push_back({caller->location, method->name});
      if (!isNew(caller->enclosing, longer.texts.front()))
        continue;
      if (mentionsAny(longer.texts.front(), method->members)) { // it hands on what was in its own object
        open.push_back(std::move(longer));
        continue;
      }
      ++known;
      longer.texts = {Resolve.resolve(longer.texts.front(), caller->enclosing)};
      walk(longer, found);
    }
    isWhole &= isCalled;
  }
  return known > 0 && isWhole;
}

/// A text that constructors or setters put into the object is one of those that they are given: from each of them on to
/// its callers. Whether all of it is known so.
bool Linker::walkWriters(const Road &from, Chains &found) {
  const Text &text = from.texts.front();
  const std::string &enclosing = from.functions.back();
  const std::string type = Classes::of(enclosing);
  std::vector<const facts::SymbolText *> put;
  Replacement read;
  read.symbol = [&](const facts::Symbol &member) -> Text {
    if (put.empty())
      put = Resolve.handedTo(member, type);
    return nullptr;
  };
  Transform{std::move(read)}(text);
  for (const facts::SymbolText *one : put) {
    Replacement replacement;
    replacement.symbol = [&](const facts::Symbol &member) -> Text {
      for (const facts::SymbolText *other : Resolve.handedTo(member, type))
        if (other->enclosing == one->enclosing)
          return Resolver::asUsed(other->text, member);
      return nullptr;
    };
    const Text given = Transform(std::move(replacement))(text);
    Road road = from;
    road.functions.push_back(one->enclosing);
    road.texts = {Resolve.resolve(given, one->enclosing)};
    road.object = type;
    road.isIntoObject = true;
    walk(road, found);
  }
  return !put.empty();
}

/// The text of a method with what this call of it gives: its arguments, and what is in its object.
Text Linker::ofCaller(const facts::Invocation &caller, const facts::Function &method, const Text &text) {
  auto given = [&](size_t at) { return at < caller.arguments.size() ? caller.arguments[at] : nullptr; };
  Replacement replacement;
  replacement.parameter = [&](const facts::Parameter &parameter) -> Text {
    return parameter.function == method.key ? asElement(given(parameter.index), parameter.hole) : nullptr;
  };
  replacement.symbol = [&](const facts::Symbol &symbol) -> Text {
    auto member = llvm::find(method.members, symbol.key);
    return member == method.members.end() || !symbol.object.empty()
               ? nullptr
               : asElement(given(method.parameters.size() + size_t(member - method.members.begin())), symbol.hole);
  };
  return Transform(std::move(replacement))(text);
}

/// The texts as this caller gives them.
std::vector<Text> Linker::given(const facts::Invocation &caller, const Road &road) {
  Replacement replacement;
  replacement.parameter = [&](const facts::Parameter &parameter) -> Text {
    if (parameter.function != road.functions.back())
      return nullptr;
    return Resolve.argument(caller, parameter, caller.enclosing);
  };
  replacement.result = [&](const facts::Result &result) { return Resolve.contents(result); };
  replacement.symbol = [&](const facts::Symbol &symbol) { return Resolve.element(symbol); };
  Transform substitute(std::move(replacement));
  std::vector<Text> texts;
  auto listGiven = [&](const facts::Parameter &parameter) -> Text {
    const bool isGiven = parameter.function == road.functions.back() && parameter.index < caller.arguments.size();
    return isGiven ? caller.arguments[parameter.index] : nullptr;
  };
  for (const Text &text : road.texts)
    texts.push_back(substitute(withPasses(text, listGiven)));
  return texts;
}

/// The texts of a function that nobody calls: what a parameter has by default may be in it.
static std::vector<Text> withDefaults(const std::vector<Text> &texts, const facts::Function *function) {
  if (!function || llvm::none_of(function->defaults, [](const Text &text) { return text != nullptr; }))
    return texts;
  Replacement replacement;
  replacement.parameter = [&](const facts::Parameter &parameter) -> Text {
    const bool isOwn = parameter.function == function->key && parameter.index < function->defaults.size();
    const Text byDefault = isOwn ? function->defaults[parameter.index] : nullptr;
    return byDefault ? facts::choice("default " + std::to_string(parameter.index) + ' ' + function->key,
                                     {byDefault, facts::hole(parameter.hole)})
                     : nullptr;
  };
  Transform substitute(std::move(replacement));
  std::vector<Text> all;
  for (const Text &text : texts)
    all.push_back(text ? substitute(text) : nullptr);
  return all;
}

/// Whether something is known of a text of the chain.
static bool isTold(const Chain &chain) { return llvm::any_of(chain.texts, facts::hasLiteral); }

void Linker::walk(const Road &road, Chains &found) {
  const std::string &current = road.functions.back();
  auto emit = [&](const facts::Function *uncalled = nullptr) {
    Chain chain{{road.steps.rbegin(), road.steps.rend()}, {}, road.wrapperChooses, road.isIntoObject};
    for (const Text &text : withDefaults(road.texts, uncalled))
      chain.texts.push_back(Resolve.withoutCallers(text));
    found.chains.push_back(std::move(chain));
  };
  bool depends = !current.empty() && std::any_of(road.texts.begin(), road.texts.end(),
                                                 [&](const Text &text) { return dependsOn(text, current); });
  if (!depends || road.steps.size() >= DeepestChain)
    return emit();
  const facts::Function *called = function(current);
  // Who hands on an object of which nothing is known hands on no text: the function is no wrapper.
  const bool isOfObjects = llvm::none_of(
      road.texts, [&](const Text &text) { return facts::hasLiteral(text) || Resolve.dependsOnTexts(text, current); });
  bool isFollowed = false, isUntold = false;
  for (const facts::Invocation *caller : Resolve.callersOf(current, road.object)) {
    // A function that calls itself gives nothing new.
    if (std::find(road.functions.begin(), road.functions.end(), caller->enclosing) != road.functions.end())
      continue;
    if (found.chains.size() >= MostChains) {
      found.truncated = true;
      return;
    }
    isFollowed = true;
    Road longer = road;
    longer.wrapperChooses |= std::any_of(road.texts.begin(), road.texts.end(), hasChoice);
    longer.functions.push_back(caller->enclosing);
    longer.steps.push_back({caller->location, called ? called->name : current});
    longer.object.clear();
    if (walkHandedMembers(*caller, longer, road, found))
      continue;
    longer.texts = given(*caller, road);
    if (!isOfObjects) {
      walk(longer, found);
      continue;
    }
    Chains further;
    walk(longer, further);
    const bool isKnown = llvm::any_of(further.chains, isTold);
    isUntold |= !isKnown;
    if (isKnown)
      std::move(further.chains.begin(), further.chains.end(), std::back_inserter(found.chains));
    found.truncated |= further.truncated;
  }
  if (!isFollowed || isUntold || (called && called->isEntry))
    emit(isFollowed ? nullptr : called);
}

} // namespace pgtidy::analysis
