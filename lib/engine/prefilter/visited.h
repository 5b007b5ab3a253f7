// From facts: the functions of which it matters who calls them, and after which checks.
#pragma once

#include "facts/unit.h"
#include "names.h"

#include <set>

namespace pgtidy::engine {

/// Whether a statement that is sent has one of the words.
bool haveOwners(const std::vector<const facts::Unit *> &units, const std::vector<std::string> &words);

/// The functions that hand what they are given on to a statement, themselves or by others.
std::set<Name> namesOfVisited(const std::vector<const facts::Unit *> &units);

} // namespace pgtidy::engine
