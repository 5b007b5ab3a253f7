// One text from another by putting texts in the place of its leaves.
#pragma once

#include "facts/text.h"

#include <functional>
#include <unordered_map>

namespace pgtidy::analysis {

/// What leaves become; where a function is empty, or gives null, the leaf stays.
struct Replacement {
  std::function<facts::Text(const facts::Parameter &)> parameter;
  /// With the key that is asked for already transformed.
  std::function<facts::Text(const facts::Symbol &)> symbol;
  /// With the arguments already transformed.
  std::function<facts::Text(const facts::Result &)> result;
  std::function<facts::Text(const facts::Hole &)> hole;
  std::function<facts::Text(const facts::Repeat &)> repeat;
  /// Whether the function looks at the characters of the parameter; tests stand as they are where this is empty.
  std::function<bool(const facts::Tester &)> isTester;
  /// Added to the conditions of choices: in another call of a function another branch may be taken.
  std::string context;
};

/// Applies a replacement; what is shared is transformed once and stays shared.
class Transform {
public:
  explicit Transform(Replacement replacement) : Replace(std::move(replacement)) {}
  facts::Text operator()(const facts::Text &text);
  /// How many parts of texts it has transformed.
  size_t size() const { return Done.size(); }

private:
  Replacement Replace;
  std::unordered_map<const facts::TextNode *, std::pair<facts::Text, facts::Text>> Done; ///< keeps the keys alive

  facts::Text make(const facts::Text &text);
  facts::Text narrowed(const facts::Narrowed &test);
  facts::Text symbol(const facts::Symbol &symbol, const facts::Text &text);
  std::vector<facts::Text> all(const std::vector<facts::Text> &texts);
};

/// Whether the text is one of several.
bool hasChoice(const facts::Text &text);

/// Whether the text has parts that an object holds or gives: data members, elements of them, what calls give of which
/// nothing is known.
bool isUpToObjects(const facts::Text &text);

/// Whether a member of the object at hand is in the text.
bool mentionsOwnMember(const facts::Text &text);

/// Whether one of the symbols with these keys is in `text`.
bool mentionsAny(const facts::Text &text, const std::vector<std::string> &symbols);

/// The text as an element of a container that was asked for where the hole stands: each time it may be another.
facts::Text asElement(const facts::Text &text, const facts::Hole &asked);

/// Whether a parameter of `function` is in `text`.
bool dependsOn(const facts::Text &text, const std::string &function);

} // namespace pgtidy::analysis
