#include "parse/utf8.h"

#include <algorithm>
#include <cstdint>

namespace pgtidy::sql {

namespace {

bool isContinuation(uint8_t byte) { return (byte & 0xC0) == 0x80; }

/// The bytes of the well-formed sequence at `at`; 0 when there is none (overlong, a surrogate, cut off).
size_t sequenceLength(std::string_view text, size_t at) {
  auto byte = [&](size_t i) -> uint8_t { return at + i < text.size() ? static_cast<uint8_t>(text[at + i]) : 0; };
  uint8_t first = byte(0), second = byte(1);
  if (first < 0x80)
    return 1;
  if (first < 0xC2 || first > 0xF4 || !isContinuation(second))
    return 0;
  if (first < 0xE0)
    return 2;
  bool badSecond = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
                   (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
  if (badSecond || !isContinuation(byte(2)))
    return 0;
  if (first < 0xF0)
    return 3;
  return isContinuation(byte(3)) ? 4 : 0;
}

} // namespace

void makeValidUtf8(std::string &text) {
  auto isAscii = [](char c) { return static_cast<uint8_t>(c) < 0x80; };
  auto start = std::find_if_not(text.begin(), text.end(), isAscii);
  for (size_t at = start - text.begin(); at < text.size();) {
    size_t length = sequenceLength(text, at);
    if (!length)
      text[at] = '_';
    at += std::max<size_t>(length, 1);
  }
}

size_t byteOfCharacter(std::string_view text, size_t character) {
  size_t at = 0;
  for (; at < text.size(); ++at) {
    if (isContinuation(static_cast<uint8_t>(text[at])))
      continue;
    if (character-- == 0)
      break;
  }
  return at;
}

} // namespace pgtidy::sql
