// Texts that are assigned to what functions give references to.
#pragma once

#include "link_index.h"

#include <vector>

namespace pgtidy::analysis {

/// What `assigned`, whose symbol a call tells (facts::SymbolText::target), says of the symbols that the function may
/// give a reference to, in the words of the caller. `index` has the functions.
std::vector<facts::SymbolText> textsAt(const facts::SymbolText &assigned, const Index &index);

} // namespace pgtidy::analysis
