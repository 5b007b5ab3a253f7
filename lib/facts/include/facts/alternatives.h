// The ways through a text: what a program can put together, one result at a time.
#pragma once

#include "facts/text.h"

#include <cstdint>
#include <vector>

namespace pgtidy::facts {

/// A part of a way that has no parts itself: a Literal, Hole, Parameter, Symbol or Result.
struct Leaf {
  Text text;
  uint32_t pass = 0; ///< differs where a loop's second pass gives the same expression another value
};

struct Way {
  std::vector<Leaf> leaves;
  bool doubtful = false; ///< a loop was unrolled, or a text is left out where something is empty
  bool inPieces = false; ///< … that is a loop or a list: which of its pieces go together is not all seen
};

struct Ways {
  std::vector<Way> ways;
  bool truncated = false; ///< there are more
};

struct WayLimits {
  size_t ways = 64;
  size_t bytes = 1 << 20; ///< of literals in one way
  /// A run-time value stays one where a comparison tells what it is: nobody has written it into the text.
  bool keepsCompared = false;
};

/// Takes each branch of each choice (the same one wherever the condition is the same), and each loop zero, one and two
/// times. Beyond the limit every branch is still taken in some way where that can be. A choice at the top (a table of
/// statements) is not cut below 1024 branches. Time is bounded by the limits, however much the text is shared.
Ways waysThrough(const Text &text, WayLimits limits = {});

} // namespace pgtidy::facts
