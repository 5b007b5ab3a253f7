// Open references that the program guards in C++: it checked first, by a statement that is tied to the user, and acts
// on what it has checked.
#pragma once

#include "analysis/conclusions.h"
#include "link.h"

#include <vector>

namespace pgtidy::analysis {

/// Turns the verdict of open references that are guarded wherever their statement is sent into Verdict::Guarded.
void findGuards(std::vector<Query> &queries, const facts::Program &program, Linker &linker, const Ownership &ownership);

} // namespace pgtidy::analysis
