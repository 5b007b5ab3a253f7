// A number for each expression that is equal for equal ones, so that most unequal texts need no walk.
#pragma once

#include "facts/text.h"

namespace pgtidy::facts {

/// The hash of a node whose children have theirs; never 0.
uint64_t hashOf(const TextNode &node);

} // namespace pgtidy::facts
