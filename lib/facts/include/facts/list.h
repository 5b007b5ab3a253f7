// Lists: containers of texts of which every element is known, as a function is given them.
#pragma once

#include "facts/text.h"

#include <string_view>

namespace pgtidy::facts {

/// How the condition of a list begins. What follows are its keys.
inline constexpr const char *ListCondition = "\x02list";
/// How the context of a hole goes on that stands for one certain element: "element 0", "element =name".
inline constexpr const char *ElementAt = "element ", *ElementUnder = "element =";

/// The list that the text is; null where it is none.
const Choice *asList(const Text &text);
/// The element that the context of a hole asks for; one of all where it is not known which. The list itself where the
/// hole stands for whatever it has, and any other text.
Text elementOf(const Text &text, std::string_view context);
/// The same list with other texts at the places of its elements.
Text listLike(const Choice &list, std::vector<Text> elements);

} // namespace pgtidy::facts
