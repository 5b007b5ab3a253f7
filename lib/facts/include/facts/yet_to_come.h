// Texts that are known at link only.
#pragma once

#include "facts/text.h"

namespace pgtidy::facts {

/// What stands for the text, or for the first such part of it, until it is known; null where it is known, or will never
/// be.
const Hole *yetToCome(const Text &text);

} // namespace pgtidy::facts
