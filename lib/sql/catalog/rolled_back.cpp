#include "catalog/rolled_back.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <optional>
#include <string>

namespace pgtidy::sql {
namespace {

/// The first words of a statement, in upper case; those that mean nothing left out.
std::vector<std::string> wordsOf(std::string_view statement) {
  std::vector<std::string> words;
  for (size_t at = skipBlanks(statement, 0); at < statement.size() && words.size() < 4;
       at = skipBlanks(statement, at)) {
    const size_t end = tokenEnd(statement, at);
    std::string word = llvm::StringRef(statement.data() + at, end - at).upper();
    if (word != "WORK" && word != "TRANSACTION" && (word != "SAVEPOINT" || words.empty()))
      words.push_back(std::move(word));
    at = end;
  }
  return words;
}

} // namespace

std::vector<bool> rolledBack(std::string_view text, const std::vector<StatementSpan> &statements) {
  std::vector<bool> undone(statements.size());
  auto undo = [&](size_t from, size_t to) {
    std::fill(undone.begin() + static_cast<std::ptrdiff_t>(from), undone.begin() + static_cast<std::ptrdiff_t>(to),
              true);
  };
  std::optional<size_t> begun;
  std::vector<std::pair<std::string, size_t>> savepoints;
  for (size_t i = 0; i < statements.size(); ++i) {
    const size_t begin = statements[i].begin, end = std::min(statements[i].end, begin + 200);
    if (!isWordAt(text, begin, "BEGIN") && !isWordAt(text, begin, "START") && !isWordAt(text, begin, "COMMIT") &&
        !isWordAt(text, begin, "END") && !isWordAt(text, begin, "ROLLBACK") && !isWordAt(text, begin, "ABORT") &&
        !isWordAt(text, begin, "SAVEPOINT"))
      continue;
    const std::vector<std::string> words = wordsOf(text.substr(begin, end - begin));
    const bool isBack = words[0] == "ROLLBACK" || words[0] == "ABORT";
    if (words[0] == "BEGIN" || words[0] == "START") {
      begun = begun ? begun : i + 1;
    } else if (words[0] == "SAVEPOINT") {
      savepoints.emplace_back(words.size() > 1 ? words[1] : "", i + 1);
    } else if (isBack && words.size() > 2 && words[1] == "TO") {
      auto named = std::find_if(savepoints.rbegin(), savepoints.rend(),
                                [&](const auto &savepoint) { return savepoint.first == words[2]; });
      if (named != savepoints.rend())
        undo(named->second, i);
    } else {
      if (isBack && begun)
        undo(*begun, i);
      const bool goesOn = words.size() > 2 && words[1] == "AND" && words[2] == "CHAIN";
      begun = goesOn && begun ? std::optional(i + 1) : std::nullopt;
      savepoints.clear();
    }
  }
  return undone;
}

} // namespace pgtidy::sql
