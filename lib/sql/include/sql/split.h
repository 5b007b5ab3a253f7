// Texts of several statements in pieces, without a parser: so that one statement that cannot be parsed takes no other
// with it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace pgtidy::sql {

/// The bytes [begin, end) of a statement, without its semicolon and without comments and blanks before it.
struct StatementSpan {
  size_t begin = 0;
  size_t end = 0;
};

/// Whether a semicolon between parentheses ends a statement, as it does in a text whose parentheses do not match.
enum class Parentheses : bool { Hold, Ignored };

/// The statements of `text` that are not empty. Linear in the text.
std::vector<StatementSpan> splitStatements(std::string_view text, Parentheses parentheses = Parentheses::Hold);

} // namespace pgtidy::sql
