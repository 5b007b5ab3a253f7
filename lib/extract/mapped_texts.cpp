#include "mapped_texts.h"

#include "mapped_names.h"
#include "texts.h"

#include "llvm/ADT/StringExtras.h"

namespace pgtidy::extract {

/// Before the order of a query.
static constexpr llvm::StringLiteral Order = " ORDER BY ";

/// A statement that conditions can be put behind with AND.
facts::Text filtered(const facts::Text &statement) {
  bool hasWhere = any(statement, [](const facts::TextNode &node) {
    auto *literal = std::get_if<facts::Literal>(&node.value);
    return literal && llvm::StringRef(literal->bytes).contains_insensitive("where ");
  });
  return hasWhere ? statement : facts::concat({statement, facts::literal(" WHERE TRUE")});
}

/// A query without the order that it was given: conditions that come later stand before that.
facts::Text unordered(const facts::Text &statement) {
  auto *whole = std::get_if<facts::Concat>(&statement->value);
  if (!whole)
    return statement;
  for (size_t i = 0; i < whole->parts.size(); ++i)
    if (const facts::Literal *literal = facts::asLiteral(whole->parts[i]))
      if (const size_t at = llvm::StringRef(literal->bytes).find(Order); at != llvm::StringRef::npos) {
        std::vector<facts::Text> parts(whole->parts.begin(), whole->parts.begin() + long(i));
        parts.push_back(slice(*literal, 0, at));
        return facts::concat(std::move(parts));
      }
  return statement;
}

/// What stands behind the WHERE with which a query begins; a query that begins otherwise is not known.
facts::Text conditionOf(const facts::Text &query) {
  auto *whole = std::get_if<facts::Concat>(&query->value);
  std::vector<facts::Text> parts = whole ? whole->parts : std::vector<facts::Text>{query};
  const facts::Literal *first = facts::asLiteral(parts.front());
  if (!first)
    return undecided();
  const llvm::StringRef text(first->bytes);
  const size_t begin = text.size() - text.ltrim().size();
  constexpr llvm::StringRef Where = "where ";
  if (!text.substr(begin).starts_with_insensitive(Where))
    return undecided();
  const size_t behind = begin + Where.size();
  parts.front() = slice(*first, behind, text.size() - behind);
  return facts::concat(std::move(parts));
}

/// Where the first `?` is that stands for a value; npos where there is none.
static size_t placeholderIn(llvm::StringRef text) {
  bool isQuoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\'')
      isQuoted = !isQuoted;
    if (text[i] == '?' && !isQuoted)
      return i;
  }
  return llvm::StringRef::npos;
}

/// The statement with a value in the place of its first placeholder.
facts::Text withValue(const facts::Text &statement, const facts::Text &value) {
  auto *whole = std::get_if<facts::Concat>(&statement->value);
  std::vector<facts::Text> parts = whole ? whole->parts : std::vector<facts::Text>{statement};
  for (size_t i = 0; i < parts.size(); ++i) {
    const facts::Literal *literal = facts::asLiteral(parts[i]);
    const size_t at = literal ? placeholderIn(literal->bytes) : llvm::StringRef::npos;
    if (at == llvm::StringRef::npos)
      continue;
    const facts::Text before = slice(*literal, 0, at), behind = slice(*literal, at + 1, literal->bytes.size() - at - 1);
    parts[i] = facts::concat({before, value, behind});
    return facts::concat(std::move(parts));
  }
  return statement;
}

/// The name of a table as drivers write it: in quotes where it needs them.
facts::Text identifier(const facts::Text &name) {
  const facts::Literal *known = facts::asLiteral(name);
  if (!known)
    return name;
  std::vector<facts::Text> parts;
  llvm::StringRef rest(known->bytes);
  for (size_t at = 0; at <= known->bytes.size();) {
    const size_t length =
        rest.substr(at).find('.') == llvm::StringRef::npos ? rest.size() - at : rest.substr(at).find('.');
    const facts::Text part = slice(*known, at, length);
    const bool isPlain =
        llvm::all_of(rest.substr(at, length), [](char c) { return llvm::isLower(c) || llvm::isDigit(c) || c == '_'; });
    const bool isQuoted = rest.substr(at, length).starts_with("\"");
    parts.push_back(isPlain || isQuoted ? part : facts::concat({facts::literal("\""), part, facts::literal("\"")}));
    at += length + 1;
    if (at <= known->bytes.size())
      parts.push_back(facts::literal("."));
  }
  return facts::concat(std::move(parts));
}

} // namespace pgtidy::extract
