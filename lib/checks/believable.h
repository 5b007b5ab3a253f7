// Which of a statement's alternatives the program certainly can make.
#pragma once

#include "analysis/conclusions.h"

namespace pgtidy::checks {

/// Whether to believe that an alternative is wrong. A text of an unrolled loop may be wrong because we unrolled it
/// wrongly, one that leaves a part out where a container is empty because nothing is sent then, one of a member because
/// that is not empty any more when it is used, and which branch of a wrapper a
/// caller's text takes is not known: these are believed only when every text of the query is wrong.
bool isBelievable(const analysis::Query &query, const analysis::Alternative &alternative);

/// The same of a text that PostgreSQL rejects at the byte `offset`. Which of the program's decisions go together is not
/// always seen, so that among the texts of a query there may be some that it never makes. The piece at that place is
/// believed wrong only where each text is that has it behind the piece before it; words that only join parts (", ",
/// " WHERE ", " AND "), only where every text of the query is wrong.
bool isBelievable(const analysis::Query &query, const analysis::Alternative &alternative, sql::Offset offset);

} // namespace pgtidy::checks
