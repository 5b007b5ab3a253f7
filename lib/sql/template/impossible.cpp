#include "template/candidates.h"

#include <algorithm>

namespace pgtidy::sql {

static bool isOneOf(const std::string &word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Only fully reserved words, and only pairs that no rule of the grammar has; names after AS or a full stop may be any
// word.
static bool cannotFollow(const std::string &left, const std::string &right) {
  bool wantsOperand = isOneOf(left, {"where", "and", "or", "having", ","});
  bool cannotBegin = isOneOf(right, {"where", "and", "or", "having", "from", "order", "group", "asc", "desc", "limit",
                                     "offset", "union", "except", "intersect", ")", ","});
  return wantsOperand && cannotBegin;
}

/// A hole beside a word may make another word of it, or, before it, a name; a comma and a bracket stay what they are.
static bool isWord(const std::string &token) { return token != "," && token != ")"; }

int32_t impossibleToken(const Template &source, const Lexed &lexed) {
  auto isBroken = [&](size_t index) { // a hole stands before the token
    return std::any_of(lexed.places.begin(), lexed.places.end(),
                       [&](const HolePlace &place) { return place.tokensBefore == static_cast<int32_t>(index); });
  };
  for (size_t i = 2; i < lexed.tokens.size(); ++i) {
    std::string right = tokenText(source, lexed.tokens[i]), left = tokenText(source, lexed.tokens[i - 1]);
    if (!cannotFollow(left, right) || isBroken(i) || (isWord(left) && isBroken(i - 1)) ||
        (isWord(right) && isBroken(i + 1)))
      continue;
    if (!isOneOf(tokenText(source, lexed.tokens[i - 2]), {"as", "."}))
      return static_cast<int32_t>(i);
  }
  return -1;
}

} // namespace pgtidy::sql
