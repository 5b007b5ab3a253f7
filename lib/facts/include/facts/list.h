// Lists: containers of texts of which every element is known, as a function is given them.
#pragma once

#include "facts/text.h"

#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::facts {

/// How the condition of a choice begins that is a list: in an order, or under keys, which follow.
inline constexpr const char *SequenceCondition = "\x02list", *KeyedCondition = "\x02keyed";
/// How the context of a hole goes on that stands for one certain element: "element 0", "element =name"; and for that of
/// each pass of a loop over all of them: "element each 1:240".
inline constexpr const char *ElementAt = "element ", *ElementUnder = "element =", *ElementOfEach = "element each ";
/// The context of an element of a container whose elements may have been moved or changed: any may be at any place.
inline constexpr const char *MovedElement = "element;";

/// The elements in their order. A choice of which elementOf() takes one, and any where it is not known which.
Text sequence(std::vector<Text> elements);
/// The same of what stands under keys, each of them written in the program.
Text keyed(std::vector<Text> elements, const std::vector<std::string> &keys);
/// The list that the text is, of either kind; null where it is none.
const Choice *asList(const Text &text);
/// The same of a sequence alone.
const Choice *asSequence(const Text &text);
bool isListCondition(std::string_view condition);
/// The element that the context of a hole asks for; one of all where it is not known which. The list itself where the
/// hole stands for whatever it has, and any other text.
Text elementOf(const Text &text, std::string_view context);
/// The same list with other texts at the places of its elements.
Text listLike(const Choice &list, std::vector<Text> elements);

} // namespace pgtidy::facts
