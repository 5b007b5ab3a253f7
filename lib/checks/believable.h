// Which of a statement's alternatives the program certainly can make.
#pragma once

#include "analysis/conclusions.h"

namespace pgtidy::checks {

/// Whether to believe that an alternative is wrong. A text of an unrolled loop may be wrong because we unrolled it
/// wrongly, one that leaves a part out where a container is empty because nothing is sent then, one of a member because
/// that is not empty any more when it is used, and which branch of a wrapper a
/// caller's text takes is not known: these are believed only when every text of the query is wrong.
bool isBelievable(const analysis::Query &query, const analysis::Alternative &alternative);

} // namespace pgtidy::checks
