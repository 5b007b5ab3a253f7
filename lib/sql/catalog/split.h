// The tokens of schema files, without a parser.
#pragma once

#include "sql/split.h"

#include <cstddef>
#include <string_view>

namespace pgtidy::sql {

/// Larger schema files are not read.
inline constexpr size_t MaxSchemaFile = size_t(64) << 20;

/// The end of the token that starts at `position`: of a quoted text, a dollar-quoted body, a comment, a word, or one
/// byte. What is not closed ends with the text.
size_t tokenEnd(std::string_view text, size_t position);

/// Whether the token that starts at `position` is blank or a comment.
bool isBlankOrComment(std::string_view text, size_t position);

/// Whether the bytes at `position` are the SQL word `word` (upper case letters) in any case, as a whole word.
bool isWordAt(std::string_view text, size_t position, std::string_view word);

/// Where the token after blanks and comments starts; the text's size when there is none.
size_t skipBlanks(std::string_view text, size_t position);

} // namespace pgtidy::sql
