// The words of rules files, and what they mean.
#pragma once

#include "rules/rules.h"

#include <optional>
#include <string>

namespace pgtidy::rules {

/// The meaning of a word; none when there is no such word.
template <typename Meaning> std::optional<Meaning> meaning(llvm::StringRef word);
/// The words there are, for messages: "execute, prepare or copy".
template <typename Meaning> std::string allowedWords();

} // namespace pgtidy::rules
