// The texts that an expression can be, with holes.
#pragma once

#include "analysis/conclusions.h"
#include "facts/alternatives.h"

#include <string>
#include <vector>

namespace pgtidy::analysis {

struct Flattened {
  std::vector<Alternative> alternatives; ///< not parsed; each once
  bool truncated = false;
  bool unknown = false; ///< one of the texts has no bytes of the program at all: it is not among the alternatives
  std::vector<std::string> origin; ///< unknown: where that text comes from
  text::Location setAt;            ///< unknown: where it was set by a run-time name, in the place of the alternatives
};

/// Every way through `text` (see facts::waysThrough) as a template.
Flattened flatten(const facts::Text &text, sql::PlaceholderStyle placeholders);

/// What stands in the place of a leaf that is no literal.
const facts::Hole &holeOf(const facts::Leaf &leaf);

} // namespace pgtidy::analysis
