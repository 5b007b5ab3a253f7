// Which keys mean different things in different units.
#pragma once

#include "facts/unit.h"

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace pgtidy::facts {

/// Functions and constants of internal linkage (static, anonymous namespace) in files of the same name have the same
/// key, and so have functions that several programs of a project define (main, usage): keys alone would mix them up.
struct KeyClashes {
  std::unordered_set<std::string> functions; ///< defined in several places
  std::unordered_set<std::string> symbols;   ///< internal, and with other texts in other units
};

/// Compares by paths, so that it does not depend on the units' file tables.
KeyClashes clashesIn(const std::vector<Unit> &units);

/// Whether a key is one of Clang's for a declaration that only its own unit sees.
bool isInternal(const std::string &key);

/// The key that `key` gets in the unit of `path`.
std::string distinctKey(const std::string &key, const std::string &path);

} // namespace pgtidy::facts
