// An order of the facts of a program, by place first, that says which are the same.
#pragma once

#include "facts/unit.h"

#include <compare>

namespace pgtidy::facts {

std::strong_ordering order(const Function &a, const Function &b);
std::strong_ordering order(const Call &a, const Call &b);
std::strong_ordering order(const Invocation &a, const Invocation &b);
std::strong_ordering order(const Sent &a, const Sent &b);
std::strong_ordering order(const SymbolText &a, const SymbolText &b);
std::strong_ordering order(const VariableRead &a, const VariableRead &b);
std::strong_ordering order(const Opening &a, const Opening &b);
std::strong_ordering order(const Handed &a, const Handed &b);

} // namespace pgtidy::facts
