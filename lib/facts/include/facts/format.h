// Format strings: text with markers, and what stands in their place.
#pragma once

#include "facts/text.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <functional>
#include <optional>
#include <string>

namespace pgtidy::facts {

/// What a marker asks for.
struct Marker {
  size_t begin = 0, length = 0; ///< of the marker in the format
  std::string written;          ///< the marker itself, of styles that are filled in turn
  std::string literal;          ///< what an escape such as %% or {{ stands for; empty for a value
  std::optional<unsigned> index;
  std::string name;
  char conversion = 0;                             ///< printf: d, s, c …
  bool isPlain = true;                             ///< no width, precision or other change of the value's text
  bool takesWidth = false, takesPrecision = false; ///< printf's `*`
  std::optional<unsigned> precision;
};

/// The next marker at or behind `from`.
using FindMarker = std::optional<Marker> (*)(llvm::StringRef format, size_t from);
std::optional<Marker> printfMarker(llvm::StringRef format, size_t from);
std::optional<Marker> braceMarker(llvm::StringRef format, size_t from);
std::optional<Marker> percentMarker(llvm::StringRef format, size_t from);
std::optional<Marker> dollarMarker(llvm::StringRef format, size_t from);
std::optional<Marker> boostMarker(llvm::StringRef format, size_t from);
std::optional<Marker> doubledPercent(llvm::StringRef format, size_t from);

/// Whether values are put in one after the other, each where the one before has left a marker.
bool isFilledInTurn(FormatStyle style);
/// The text with `value` in the place of the next marker of such a style.
Text filledNext(const Text &text, FormatStyle style, const std::function<Text(const Marker &)> &value);

/// The text of a format whose markers are replaced by `value`. In the branches of a choice markers count from the same
/// value on: `position` is set back to what it was.
Text format(const Text &text, FindMarker find, unsigned &position,
            const std::function<Text(const Marker &, unsigned &position)> &value);

/// The finder for a style of formats.
FindMarker markersOf(FormatStyle style);
/// The formatted text, markers of unknown parts of the format left as they are.
Text applied(const Formatted &formatted);

} // namespace pgtidy::facts
