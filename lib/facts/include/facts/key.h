// Keys under which texts are kept.
#pragma once

#include "facts/text.h"

namespace pgtidy::facts {

/// Whether both may be one text: what is known of their beginnings and ends fits. Null is any text.
bool mayBeSameKey(const Text &a, const Text &b);

} // namespace pgtidy::facts
