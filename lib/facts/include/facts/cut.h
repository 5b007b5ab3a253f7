// Texts without their first or last bytes.
#pragma once

#include "facts/text.h"

#include <optional>
#include <string>

namespace pgtidy::facts {

/// The text without its last bytes: of what is known at link only, it is asked for then; a hole where they are not
/// known.
Text withoutEnd(const Text &text, unsigned bytes);
/// The text without its first bytes, likewise. A loop that begins it is taken to have run.
Text withoutStart(const Text &text, unsigned bytes);
/// The text's last bytes, where all that it may be ends with the same ones.
std::optional<std::string> bytesAtEnd(const Text &text, unsigned bytes);
/// What a Formatted of the styles WithoutStart and WithoutEnd asks for, when its text is known.
Text cut(const Formatted &asked);

} // namespace pgtidy::facts
