// SQL as a list of words: enough to change statements blindly and to cut pieces out of them.
#pragma once

#include <string>
#include <vector>

namespace pgtidy::oracle {

using Tokens = std::vector<std::string>;

/// Comments are dropped.
Tokens tokens(const std::string &sql);
/// The tokens with a blank between each two.
std::string join(const Tokens &tokens);
/// Whether a token is this key word, in whatever case.
bool is(const std::string &token, const char *keyword);
/// The index after the bracket that closes the one at `open`; the size when none does.
size_t afterBracket(const Tokens &tokens, size_t open);

/// Whether the rows' order is promised: an ORDER BY outside of every bracket.
bool hasOrder(const Tokens &tokens);
/// Whether the statement may write (rather one too many).
bool mayWrite(const Tokens &tokens);
/// The statement without its ON CONFLICT clauses; the same when it has none.
Tokens withoutConflictClauses(const Tokens &tokens);

} // namespace pgtidy::oracle
