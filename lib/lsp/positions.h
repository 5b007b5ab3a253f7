// Positions as editors count them.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"

#include <cstdint>

namespace pgtidy::lsp {

/// How a client counts within a line (LSP 3.17, PositionEncodingKind).
enum class Encoding : uint8_t { Utf8, Utf16, Utf32 };

/// A place in a text: both 0-based, `character` in units of the encoding.
struct Position {
  uint32_t line = 0;
  uint32_t character = 0;
};

/// How many units the bytes `text` are. Bytes that are not UTF-8 count as one unit each.
uint32_t unitsOf(llvm::StringRef text, Encoding encoding);

/// The byte in `line` at which `units` have passed; the line's size where it is shorter.
size_t byteAt(llvm::StringRef line, uint32_t units, Encoding encoding);

/// The offset of a position in `text`; past the end of a line, the line's end.
size_t offsetOf(llvm::StringRef text, Position position, Encoding encoding);

/// The 1-based line of `text`, without its end; "" when there is none.
llvm::StringRef lineOf(llvm::StringRef text, uint32_t line);

llvm::json::Value toJSON(Position position);
/// A range within one line, or over several.
llvm::json::Value range(Position begin, Position end);
/// False when `value` is no position.
bool read(const llvm::json::Object *value, Position &position);

} // namespace pgtidy::lsp
