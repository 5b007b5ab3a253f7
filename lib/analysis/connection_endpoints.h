// Every connection of a program and of its files of variables, in full.
#pragma once

#include "analysis/endpoint.h"
#include "link.h"

namespace pgtidy::analysis {

Endpoints endpointsOf(const facts::Program &program, Linker &linker);

} // namespace pgtidy::analysis
