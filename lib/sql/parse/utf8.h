// Bytes and characters of SQL text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pgtidy::sql {

/// Replaces each byte that is not part of a well-formed UTF-8 sequence by `_`, which PostgreSQL's lexer treats like the
/// byte it stands for (a letter); no offset changes.
void makeValidUtf8(std::string &text);

/// The byte offset of the 0-based `character` of well-formed `text`; its size when there are fewer.
size_t byteOfCharacter(std::string_view text, size_t character);

} // namespace pgtidy::sql
