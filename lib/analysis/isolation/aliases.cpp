#include "isolation/aliases.h"

#include "isolation/words.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::analysis::isolation {
namespace {

/// Takes the next word off the text; "" where something else comes first.
llvm::StringRef takeWord(llvm::StringRef &text) {
  text = text.ltrim();
  const llvm::StringRef word = text.take_while([](char c) { return isWordByte(c) || c == '$'; });
  text = text.drop_front(word.size());
  return word;
}

/// The word that ends the text.
llvm::StringRef lastWord(llvm::StringRef text) {
  text = text.rtrim();
  size_t begin = text.size();
  while (begin > 0 && isWordByte(text[begin - 1]))
    --begin;
  return text.drop_front(begin);
}

} // namespace

std::vector<std::pair<std::string, std::string>> aliasesIn(std::string_view body) {
  std::vector<std::pair<std::string, std::string>> all;
  const std::string lower = llvm::StringRef(body).lower();
  const llvm::StringRef text(lower);
  for (size_t at = text.find("alias"); at != text.npos; at = text.find("alias", at + 1)) {
    llvm::StringRef rest = text.drop_front(at);
    if (takeWord(rest) != "alias" || takeWord(rest) != "for")
      continue;
    const llvm::StringRef meant = takeWord(rest), name = lastWord(text.take_front(at));
    const llvm::StringRef before = text.take_front(at).rtrim().drop_back(name.size()).rtrim();
    const bool isDeclared = before.ends_with(";") || lastWord(before) == "declare";
    if (isDeclared && rest.ltrim().starts_with(";") && !name.empty() && !meant.empty())
      all.emplace_back(name.str(), meant.str());
  }
  llvm::erase_if(all, [&, given = all](const auto &one) {
    return llvm::count_if(given, [&](const auto &other) { return other.first == one.first; }) > 1;
  });
  return all;
}

bool prefersVariables(std::string_view body) {
  llvm::StringRef rest = llvm::StringRef(body).ltrim();
  const bool isOption = rest.consume_front_insensitive("#variable_conflict");
  return isOption && takeWord(rest).equals_insensitive("use_variable");
}

} // namespace pgtidy::analysis::isolation
