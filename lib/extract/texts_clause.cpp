// Clauses at the end of a text, which objects replace as a whole: the filter of a table that is shown.
#include "texts.h"

namespace pgtidy::extract {

using facts::Choice;
using facts::Concat;
using facts::Literal;
using facts::Text;

static Text eachBranch(const Choice &choice, llvm::function_ref<Text(const Text &)> change) {
  std::vector<Text> branches;
  for (const Text &branch : choice.branches)
    branches.push_back(branch ? change(branch) : branch);
  return facts::choice(choice.condition, std::move(branches), choice.test);
}

static bool hasWords(const Text &text, llvm::StringRef words) {
  return any(text, [&](const facts::TextNode &node) {
    auto *literal = std::get_if<Literal>(&node.value);
    return literal && llvm::StringRef(literal->bytes).contains(words);
  });
}

/// What stands before the clause.
static Text beforeClause(const Text &text, llvm::StringRef words) {
  if (!text || !hasWords(text, words))
    return text;
  if (const Literal *literal = facts::asLiteral(text))
    return slice(*literal, 0, llvm::StringRef(literal->bytes).find(words));
  if (auto *either = std::get_if<Choice>(&text->value))
    return eachBranch(*either, [&](const Text &branch) { return beforeClause(branch, words); });
  auto *joined = std::get_if<Concat>(&text->value);
  if (!joined)
    return unknown();
  std::vector<Text> parts;
  for (const Text &part : joined->parts) {
    parts.push_back(beforeClause(part, words));
    if (hasWords(part, words))
      break;
  }
  return facts::concat(std::move(parts));
}

/// The clause with its words; nothing where it is empty.
static Text worded(const Text &clause, llvm::StringRef words) {
  if (isEmpty(clause) == true)
    return facts::literal("");
  if (auto *either = clause ? std::get_if<Choice>(&clause->value) : nullptr)
    return eachBranch(*either, [&](const Text &branch) { return worded(branch, words); });
  return facts::concat({facts::literal(words.str()), clause});
}

Text withClause(const Text &text, llvm::StringRef words, const Text &clause) {
  return facts::concat({beforeClause(text, words), worded(clause, words)});
}

} // namespace pgtidy::extract
