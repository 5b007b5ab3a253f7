// Defaults as written: the parse tree has no end positions, so they are cut from the text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pgtidy::sql {

/// The expression after the word DEFAULT that stands at `position` of `statement`; "" when none stands there.
std::string defaultAt(std::string_view statement, size_t position);

/// The expression of the `count`-th (0-based) SET DEFAULT of an ALTER TABLE.
std::string defaultSet(std::string_view statement, size_t count);

} // namespace pgtidy::sql
