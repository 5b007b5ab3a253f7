// Variables of the environment that a program asks for.
#pragma once

#include "analysis/endpoint.h"

namespace pgtidy::analysis {

/// The variable that a value was read from, where the call names it; "" otherwise.
std::string variableOf(const facts::Hole &hole);

/// All variables that the program reads, each once, by name: those that a call names, and those that a
/// function which reads the variable of its argument is asked for.
std::vector<ReadVariable> variableReads(const facts::Program &program);

} // namespace pgtidy::analysis
