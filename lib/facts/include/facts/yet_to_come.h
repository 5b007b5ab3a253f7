// Texts that are known at link only.
#pragma once

#include "facts/text.h"

namespace pgtidy::facts {

/// What stands for a parameter, symbol or result until it is known; null for other nodes.
const Hole *standIn(const TextNode &node);
/// What stands for the text, or for the first such part of it, until it is known; null where it is known, or will never
/// be.
const Hole *yetToCome(const Text &text);

} // namespace pgtidy::facts
