#include "positions.h"

#include <algorithm>

namespace pgtidy::lsp {

namespace {

/// How many bytes the character at the start of `text` has; 1 where it is not UTF-8.
size_t characterBytes(llvm::StringRef text) {
  auto lead = static_cast<unsigned char>(text[0]);
  size_t bytes = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (bytes > text.size())
    return 1;
  auto isTrail = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  return std::all_of(text.begin() + 1, text.begin() + bytes, isTrail) ? bytes : 1;
}

uint32_t characterUnits(size_t bytes, Encoding encoding) {
  switch (encoding) {
  case Encoding::Utf8:
    return static_cast<uint32_t>(bytes);
  case Encoding::Utf16:
    return bytes == 4 ? 2 : 1;
  case Encoding::Utf32:
    return 1;
  }
  return 1;
}

} // namespace

uint32_t unitsOf(llvm::StringRef text, Encoding encoding) {
  uint32_t units = 0;
  while (!text.empty()) {
    size_t bytes = characterBytes(text);
    units += characterUnits(bytes, encoding);
    text = text.drop_front(bytes);
  }
  return units;
}

size_t byteAt(llvm::StringRef line, uint32_t units, Encoding encoding) {
  size_t at = 0;
  uint32_t passed = 0;
  while (at < line.size() && passed < units) {
    size_t bytes = characterBytes(line.substr(at));
    passed += characterUnits(bytes, encoding);
    at += bytes;
  }
  return at;
}

llvm::StringRef lineOf(llvm::StringRef text, uint32_t line) {
  for (; line > 1 && !text.empty(); --line)
    text = text.split('\n').second;
  return line == 0 ? llvm::StringRef() : text.split('\n').first.rtrim('\r');
}

size_t offsetOf(llvm::StringRef text, Position position, Encoding encoding) {
  size_t begin = 0;
  for (uint32_t line = 0; line < position.line; ++line) {
    size_t end = text.find('\n', begin);
    if (end == llvm::StringRef::npos)
      return text.size();
    begin = end + 1;
  }
  llvm::StringRef line = text.substr(begin).split('\n').first.rtrim('\r');
  return begin + byteAt(line, position.character, encoding);
}

llvm::json::Value toJSON(Position position) {
  return llvm::json::Object{{"line", position.line}, {"character", position.character}};
}

llvm::json::Value range(Position begin, Position end) {
  return llvm::json::Object{{"start", toJSON(begin)}, {"end", toJSON(end)}};
}

bool read(const llvm::json::Object *value, Position &position) {
  if (!value)
    return false;
  auto line = value->getInteger("line"), character = value->getInteger("character");
  if (!line || !character || *line < 0 || *character < 0)
    return false;
  position = {static_cast<uint32_t>(*line), static_cast<uint32_t>(*character)};
  return true;
}

} // namespace pgtidy::lsp
