// Elements of containers: what functions put there, under which keys, and which of it is asked for.
#include "link_keys.h"
#include "link_resolve.h"

#include <algorithm>

namespace pgtidy::analysis {
namespace {

using facts::Text;

/// The owner that no function is, as for Resolver::resolve().
const char *const Nobody = "";

/// A key that is known only from far away is one of all that its function may be given.
constexpr size_t MostEntries = 512;
constexpr unsigned MostCallers = 4;

} // namespace

/// A text that is put into a container, and under which key, in the words of a function; not resolved yet.
struct Resolver::Put {
  Text under, text;
  std::string function; ///< in whose words both are
  Object object;        ///< of the function
  unsigned depth = 0;
};

/// The element as the text of a function asks for it whose callers say which it is: it goes by the whole name of its
/// object from now on.
Text Resolver::symbolForCallers(const facts::Symbol &symbol, const Object &user) {
  HasKeysOfCallers = true;
  if (!symbol.object.empty())
    return nullptr;
  const Object object = objectOf(symbol.key, symbol.object, user);
  const std::string name = object.name.empty() ? facts::anyObject(object.type) : object.name;
  return name.empty() ? nullptr : facts::symbol({symbol.key, symbol.hole, name, symbol.under});
}

Text Resolver::element(const facts::Symbol &symbol, bool isLast) {
  return symbol.under && (isLast || !isUpToCallers(symbol.under)) ? symbolAsUsed(symbol, {}) : nullptr;
}

Text Resolver::withoutCallers(const Text &text) {
  if (!text)
    return text;
  Replacement replacement;
  replacement.parameter = [this](const facts::Parameter &parameter) { return ofAnyObject(parameter); };
  if (HasKeysOfCallers)
    replacement.symbol = [this](const facts::Symbol &symbol) { return element(symbol, /*isLast=*/true); };
  return Transform(std::move(replacement))(text);
}

/// What is put there with the arguments of each caller, on to callers that know the key.
void Resolver::addPerCaller(const Put &put, std::vector<Entry> &entries) {
  const facts::Function *function = Program.function(put.function);
  const std::vector<const facts::Invocation *> callers = Kinds.callersOf(put.function, put.object);
  const bool isSeen = !callers.empty() && put.depth < MostCallers && entries.size() < MostEntries;
  if (!isSeen || (function && function->isEntry) ||
      !dependsOn(resolveIn(put.under, put.function, put.object), put.function)) {
    entries.push_back({resolveIn(put.under, Nobody, put.object), resolveIn(put.text, Nobody, put.object), true});
    return;
  }
  for (const facts::Invocation *caller : callers) {
    Object meant{Classes::of(caller->enclosing)}, called = put.object;
    if (caller->object.empty() && Kinds.isOf(meant.type, put.object)) { // called by a method of the object
      if (Kinds.derives(meant.type, called.type))
        called.type = meant.type;
      meant = called;
    }
    const Text under = resolveIn(put.under, put.function, called), text = resolveIn(put.text, put.function, called);
    Replacement replacement;
    replacement.parameter = [&](const facts::Parameter &parameter) -> Text {
      return parameter.function == put.function ? argumentIn(*caller, parameter, caller->enclosing, meant) : nullptr;
    };
    replacement.symbol = [this](const facts::Symbol &symbol) { return element(symbol); };
    Transform given(std::move(replacement));
    addPerCaller({given(under), given(text), caller->enclosing, meant, put.depth + 1}, entries);
  }
}

/// The ways in which a text is put into a container. Where callers give its key, each gives it with the text that
/// belongs to it. `object` is the container's, `meant` that of the function.
const std::vector<Resolver::Entry> &Resolver::entriesOf(const facts::SymbolText &text, const Object &object,
                                                        const Object &meant) {
  auto [known, isNew] = Entries.try_emplace({&text, object});
  if (!isNew)
    return known->second;
  std::vector<Entry> entries;
  if (!dependsOn(text.under, text.enclosing)) {
    entries.push_back({resolveIn(text.under, Nobody, meant), text.text});
  } else {
    addPerCaller({text.under, text.text, text.enclosing, meant}, entries);
  }
  return Entries[{&text, object}] = std::move(entries);
}

/// One of the texts. Where it is not known which key is asked for, but each has one text, it is the same one in every
/// container with these keys.
Text Resolver::oneOf(const facts::Symbol &symbol, const std::vector<Entry> &entries) const {
  std::vector<std::pair<std::string, Text>> sorted;
  for (const Entry &entry : entries)
    if (const facts::Literal *key = facts::asLiteral(entry.under))
      sorted.emplace_back(key->bytes, entry.text);
  std::sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
  const bool isOneEach = sorted.size() == entries.size() &&
                         std::adjacent_find(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) {
                           return a.first == b.first;
                         }) == sorted.end();
  const std::string value = isOneEach ? valueOfKey(symbol.under) : "";
  std::string condition = value.empty() ? "" : "element under " + value + " of";
  std::vector<Text> texts;
  for (const auto &[key, text] : sorted) {
    texts.push_back(text);
    if (!value.empty())
      condition += " \"" + key + '"';
  }
  if (sorted.size() != entries.size()) {
    texts.clear();
    for (const Entry &entry : entries)
      texts.push_back(entry.text);
  }
  return facts::choice(condition, std::move(texts));
}

} // namespace pgtidy::analysis
