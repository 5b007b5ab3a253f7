// SQL text with holes: one of the texts that can reach a database call.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::sql {

/// How a run-time value was put into the text (see facts::HoleKind, of which this is the part that SQL cares for).
enum class Filling : uint8_t {
  Raw,              ///< any text
  Number,           ///< digits
  Word,             ///< one of a fixed set of words
  QuotedLiteral,    ///< an SQL literal with its own quotes
  EscapedString,    ///< escaped for the inside of a quoted literal
  QuotedIdentifier, ///< an identifier with its own quotes
  Placeholders,     ///< a list of placeholders
};

/// A run-time value at byte `offset` of Template::text, between the bytes before and after it (it has no bytes itself).
struct Hole {
  uint32_t offset = 0;
  Filling filling = Filling::Raw;
  /// Holes with the same non-empty identity always hold the same value.
  std::string identity;
};

/// How bound values are marked: `$1`, `?`, `:name`, `:name<type>`, `%type`.
enum class PlaceholderStyle : uint8_t {
  Dollar,
  Question,
  Colon,
  ColonTyped,
  Percent,
  DollarOrQuestion,
  QuestionOrColon,
  None
};

struct Template {
  std::string text;
  std::vector<Hole> holes; ///< by offset
  PlaceholderStyle placeholders = PlaceholderStyle::Dollar;
};

} // namespace pgtidy::sql
