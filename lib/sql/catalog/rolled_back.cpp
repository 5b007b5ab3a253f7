#include "catalog/rolled_back.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

namespace pgtidy::sql {
namespace {

/// The first words of a statement, in upper case but for those in quotes; those that mean nothing left out.
std::vector<std::string> wordsOf(std::string_view statement) {
  std::vector<std::string> words;
  for (size_t at = skipBlanks(statement, 0); at < statement.size() && words.size() < 4;
       at = skipBlanks(statement, at)) {
    const size_t end = tokenEnd(statement, at);
    const llvm::StringRef token = llvm::StringRef(statement).slice(at, end);
    // Savepoints go by their names as folded: "a" is a.
    std::string word = token.starts_with("\"") && token == token.lower() ? token.trim('"').upper()
                       : token.starts_with("\"")                         ? token.str()
                                                                         : token.upper();
    if (word != "WORK" && word != "TRANSACTION" && (word != "SAVEPOINT" || words.empty()))
      words.push_back(std::move(word));
    at = end;
  }
  return words;
}

bool isOfTransactions(std::string_view text, size_t begin) {
  return llvm::any_of(std::initializer_list<const char *>{"BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT",
                                                          "SAVEPOINT", "RELEASE"},
                      [&](const char *word) { return isWordAt(text, begin, word); });
}

/// The savepoints of a transaction. Those of one name are a stack: the last hides those before it (SAVEPOINT, Notes).
class Savepoints {
public:
  void set(std::string name, size_t next) { Set.emplace_back(std::move(name), next); }
  void clear() { Set.clear(); }

  /// Ends the last of that name and all that were set since.
  void release(const std::string &name) {
    if (const auto found = last(name); found != Set.rend())
      Set.erase(std::prev(found.base()), Set.end());
  }

  /// Goes back to the last of that name, which stays; gives the statement behind it.
  std::optional<size_t> backTo(const std::string &name) {
    const auto found = last(name);
    if (found == Set.rend())
      return std::nullopt;
    Set.erase(found.base(), Set.end());
    return Set.back().second;
  }

private:
  std::vector<std::pair<std::string, size_t>> Set; ///< each with the number of the statement behind it

  std::vector<std::pair<std::string, size_t>>::reverse_iterator last(const std::string &name) {
    return std::find_if(Set.rbegin(), Set.rend(), [&](const auto &one) { return one.first == name; });
  }
};

} // namespace

std::vector<bool> rolledBack(std::string_view text, const std::vector<StatementSpan> &statements) {
  std::vector<bool> undone(statements.size());
  auto undo = [&](size_t from, size_t to) {
    std::fill(undone.begin() + static_cast<std::ptrdiff_t>(from), undone.begin() + static_cast<std::ptrdiff_t>(to),
              true);
  };
  std::optional<size_t> begun;
  Savepoints savepoints;
  for (size_t i = 0; i < statements.size(); ++i) {
    const size_t begin = statements[i].begin, end = std::min(statements[i].end, begin + 200);
    if (!isOfTransactions(text, begin))
      continue;
    const std::vector<std::string> words = wordsOf(text.substr(begin, end - begin));
    const std::string name = words.size() > 1 ? words[1] : "";
    const bool isBack = words[0] == "ROLLBACK" || words[0] == "ABORT";
    if (words[0] == "BEGIN" || words[0] == "START") {
      begun = begun ? begun : i + 1;
    } else if (words[0] == "SAVEPOINT") {
      savepoints.set(name, i + 1);
    } else if (words[0] == "RELEASE") {
      savepoints.release(name);
    } else if (isBack && words.size() > 2 && name == "TO") {
      if (const std::optional<size_t> from = savepoints.backTo(words[2]))
        undo(*from, i);
    } else {
      if (isBack && begun)
        undo(*begun, i);
      const bool goesOn = words.size() > 2 && name == "AND" && words[2] == "CHAIN";
      begun = goesOn && begun ? std::optional(i + 1) : std::nullopt;
      savepoints.clear();
    }
  }
  return undone;
}

} // namespace pgtidy::sql
