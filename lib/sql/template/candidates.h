// What a hole may stand for, judged by the text round it.
#pragma once

#include "template/fill.h"
#include "template/lex.h"

#include <vector>

namespace pgtidy::sql {

/// What to try in place of a hole, the likeliest first.
std::vector<Fill> candidates(const Template &source, const Lexed &lexed, size_t hole);

/// Whether the literal text alone has two neighbouring tokens that no statement can have ("WHERE ORDER"), with no hole
/// between them: the index of the second, or -1.
int32_t impossibleToken(const Template &source, const Lexed &lexed);

} // namespace pgtidy::sql
