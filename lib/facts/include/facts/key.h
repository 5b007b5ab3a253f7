// Keys under which texts are kept.
#pragma once

#include "facts/text.h"

namespace pgtidy::facts {

/// The origin of a hole that was put under a key of which nothing is known: it may stand in the place of any other.
inline constexpr const char *UnderAnyKey = "set under a name that is given at run time";

/// How a key under which something was put fits one that is asked for.
enum class KeyFit : uint8_t {
  None,   ///< it is another
  ByGaps, ///< only where its run-time parts hold some of what is written in the other
  Any,    ///< it may be the same
  Alike,  ///< it has run-time parts that stand at the same places between the same bytes
};

KeyFit fitOf(const Text &asked, const Text &put);

/// Whether both may be one text: what is known of their beginnings and ends fits. Null is any text.
bool mayBeSameKey(const Text &a, const Text &b);

} // namespace pgtidy::facts
