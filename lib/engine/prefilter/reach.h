// From facts: the names by which other units may take part in a database call.
#pragma once

#include "facts/unit.h"
#include "names.h"

#include <set>

namespace pgtidy::engine {

struct TextNames {
  /// The functions through which texts come to the calls (wrappers, makers of text) and the variables that hold them.
  std::set<Name> all;
  /// Functions that such texts are given to, of which it matters only what they do.
  std::set<Name> testers;
};

/// As far as these units show.
TextNames namesOfTexts(const std::vector<const facts::Unit *> &units);

} // namespace pgtidy::engine
