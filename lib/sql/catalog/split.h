// Schema files to statements, without a parser: so that one statement that cannot be parsed takes no other with it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace pgtidy::sql {

/// Larger schema files are not read.
inline constexpr size_t MaxSchemaFile = size_t(64) << 20;

/// The bytes [begin, end) of a statement, without its semicolon and without comments and blanks before it.
struct StatementSpan {
  size_t begin = 0;
  size_t end = 0;
};

/// Whether a semicolon between parentheses ends a statement, as it does in a text whose parentheses do not match.
enum class Parentheses : bool { Hold, Ignored };

/// The end of the token that starts at `position`: of a quoted text, a dollar-quoted body, a comment, a word, or one
/// byte. What is not closed ends with the text.
size_t tokenEnd(std::string_view text, size_t position);

/// Whether the token that starts at `position` is blank or a comment.
bool isBlankOrComment(std::string_view text, size_t position);

/// Whether the bytes at `position` are the SQL word `word` (upper case letters) in any case, as a whole word.
bool isWordAt(std::string_view text, size_t position, std::string_view word);

/// Where the token after blanks and comments starts; the text's size when there is none.
size_t skipBlanks(std::string_view text, size_t position);

/// The statements of `text` that are not empty. Linear in the text.
std::vector<StatementSpan> splitStatements(std::string_view text, Parentheses parentheses = Parentheses::Hold);

} // namespace pgtidy::sql
