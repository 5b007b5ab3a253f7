#include "catalog/branched.h"

#include "catalog/block_tokens.h"

#include "llvm/ADT/STLExtras.h"

#include <set>
#include <string>

namespace pgtidy::sql {
namespace {

using Tokens = std::vector<BlockToken>;

/// The tokens from `first` up to `last`.
struct Branch {
  size_t first = 0, last = 0;
};

bool defines(const Tokens &tokens, Branch branch) {
  for (size_t i = branch.first; i < branch.last; ++i)
    if (isOneOf(tokens[i].text, {"CREATE", "ALTER", "DROP", "EXECUTE"}) && beginsStatement(tokens, i))
      return true;
  return false;
}

/// Row-level security, or what it goes by.
bool switchesRowSecurity(const Tokens &tokens, Branch branch) {
  for (size_t i = branch.first; i + 1 < branch.last; ++i)
    if ((tokens[i].text == "ROW" && tokens[i + 1].text == "LEVEL") ||
        (tokens[i].text == "OWNER" && tokens[i + 1].text == "TO"))
      return true;
  return false;
}

/// The names of what the branch makes: CREATE TABLE [IF NOT EXISTS] t, ADD COLUMN c, CONSTRAINT k.
void addMade(const Tokens &tokens, Branch branch, std::set<std::string> &names) {
  for (size_t i = branch.first; i < branch.last; ++i) {
    const bool isMade =
        isOneOf(tokens[i].text, {"TABLE", "COLUMN", "CONSTRAINT", "INDEX", "POLICY", "TRIGGER", "VIEW", "FUNCTION"}) &&
        i > branch.first && isOneOf(tokens[i - 1].text, {"CREATE", "ADD", "UNIQUE", "REPLACE"});
    if (!isMade)
      continue;
    size_t name = i + 1;
    while (name < branch.last && isOneOf(tokens[name].text, {"IF", "NOT", "EXISTS", "CONCURRENTLY"}))
      ++name;
    if (name < branch.last)
      names.insert(tokens[name].text);
  }
}

bool mentions(const Tokens &tokens, Branch branch, const std::string &name) {
  for (size_t i = branch.first; i < branch.last; ++i)
    if (tokens[i].text == name)
      return true;
  return false;
}

/// Whether it matters which of the branches is run.
bool areApart(const Tokens &tokens, const std::vector<Branch> &branches) {
  std::vector<Branch> defining;
  llvm::copy_if(branches, std::back_inserter(defining), [&](Branch one) { return defines(tokens, one); });
  if (defining.size() < 2)
    return false;
  std::set<std::string> made;
  for (Branch one : defining)
    addMade(tokens, one, made);
  return made.empty() || llvm::any_of(defining, [&](Branch one) {
           return switchesRowSecurity(tokens, one) ||
                  llvm::any_of(made, [&](const std::string &name) { return !mentions(tokens, one, name); });
         });
}

} // namespace

std::vector<StatementSpan> branchedIn(std::string_view code) {
  const Tokens tokens = blockTokens(code);
  std::vector<StatementSpan> spans;
  std::vector<Branch> branches; // of the outermost IF that is open
  size_t begin = 0;
  int depth = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const std::string &word = tokens[i].text;
    const bool isAfterEnd = i > 0 && tokens[i - 1].text == "END";
    if (word == "IF" && isAfterEnd && depth > 0) {
      depth -= 1;
      if (depth > 0)
        continue;
      branches.back().last = i - 1;
      if (areApart(tokens, branches))
        spans.push_back({begin, tokens[i].begin});
    } else if (word == "IF" && !isAfterEnd && beginsStatement(tokens, i)) {
      depth += 1;
      if (depth > 1)
        continue;
      begin = tokens[i].begin;
      branches.assign(1, {i, i});
    } else if (depth == 1 && isOneOf(word, {"ELSE", "ELSIF", "ELSEIF"}) && tokens[i - 1].text == ";") {
      branches.back().last = i;
      branches.push_back({i, i});
    }
  }
  return spans;
}

} // namespace pgtidy::sql
