// `pgtidy explain --query`: the verdict on one statement, with what it rests on.
#pragma once

#include "options.h"

namespace pgtidy::tool {

/// Prints the verdict on each reference to a user-owned table. Status: whether all are scoped.
int explainQuery(const Options &options);

} // namespace pgtidy::tool
