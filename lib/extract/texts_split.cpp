// Texts in pieces.
#include "texts.h"

namespace pgtidy::extract {

using facts::Literal;
using facts::Text;

std::optional<std::vector<Text>> piecesOf(const Text &text, const std::string &separator) {
  static constexpr size_t MostPieces = 64;
  const Literal *whole = facts::asLiteral(text);
  if (!whole || separator.empty())
    return std::nullopt;
  std::vector<Text> pieces;
  size_t begin = 0;
  for (size_t at; (at = whole->bytes.find(separator, begin)) != std::string::npos; begin = at + separator.size())
    pieces.push_back(slice(*whole, begin, at - begin));
  pieces.push_back(slice(*whole, begin, whole->bytes.size() - begin));
  return pieces.size() <= MostPieces ? std::optional(std::move(pieces)) : std::nullopt;
}

} // namespace pgtidy::extract
