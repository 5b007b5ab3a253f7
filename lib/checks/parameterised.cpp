#include "parameterised.h"

#include <algorithm>

namespace pgtidy::checks {

using analysis::Alternative;

static constexpr size_t reach = 60; ///< bytes of the text that are shown on each side

/// The bytes [begin, end) with the other holes between them.
static std::string shown(const Alternative &alternative, size_t begin, size_t end, size_t without) {
  std::string text;
  size_t at = begin;
  for (size_t index = 0; index < alternative.text.holes.size(); ++index) {
    size_t offset = alternative.text.holes[index].offset;
    if (index == without || offset < begin || offset > end)
      continue;
    text += alternative.text.text.substr(at, offset - at);
    text += "{" + (index < alternative.holes.size() ? alternative.holes[index].expression : "") + "}";
    at = offset;
  }
  text += alternative.text.text.substr(at, end - at);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

/// The start of a window before `offset`, at a word's start and not inside a UTF-8 sequence.
static size_t windowBegin(llvm::StringRef text, size_t offset) {
  if (offset <= reach)
    return 0;
  size_t blank = text.find(' ', offset - reach);
  return blank < offset ? blank + 1 : offset;
}

static size_t windowEnd(llvm::StringRef text, size_t offset) {
  if (text.size() - offset <= reach)
    return text.size();
  size_t blank = text.take_front(offset + reach).rfind(' ');
  return blank != llvm::StringRef::npos && blank > offset ? blank : offset;
}

/// The text around [begin, end), which is replaced.
static std::string replaced(const Alternative &alternative, size_t begin, size_t end, size_t hole,
                            llvm::StringRef replacement) {
  llvm::StringRef text(alternative.text.text);
  size_t from = windowBegin(text, begin), to = windowEnd(text, end);
  return (from ? "… " : "") + shown(alternative, from, begin, hole) + replacement.str() +
         shown(alternative, end, to, hole) + (to < text.size() ? " …" : "");
}

std::string withReplacement(const Alternative &alternative, size_t hole, llvm::StringRef replacement) {
  size_t offset = alternative.text.holes[hole].offset;
  return replaced(alternative, offset, offset, hole, replacement);
}

static std::string placeholder(const analysis::Query &query, const Alternative &alternative) {
  const bool isNumbered = query.dialect == facts::Dialect::PostgreSQL || query.dialect == facts::Dialect::Any;
  if (isNumbered && alternative.text.placeholders == sql::PlaceholderStyle::Dollar)
    return "$" + std::to_string(alternative.parsed.parameterCount + 1);
  return "?";
}

std::string withParameter(const analysis::Query &query, const Alternative &alternative, size_t hole) {
  llvm::StringRef text(alternative.text.text);
  size_t offset = alternative.text.holes[hole].offset;
  bool quoted = hole < alternative.parsed.holes.size() && alternative.parsed.holes[hole].insideQuotes;
  size_t open = quoted ? text.take_front(offset).rfind('\'') : llvm::StringRef::npos;
  size_t close = quoted ? text.find('\'', offset) : llvm::StringRef::npos;
  if (open == llvm::StringRef::npos || close == llvm::StringRef::npos)
    return withReplacement(alternative, hole, placeholder(query, alternative));
  std::string before = shown(alternative, open + 1, offset, hole), after = shown(alternative, offset, close, hole);
  std::string value = (before.empty() ? "" : "'" + before + "' || ") + placeholder(query, alternative) +
                      (after.empty() ? "" : " || '" + after + "'");
  return replaced(alternative, open, close + 1, hole, value);
}

std::string callWithValue(const facts::Call &call, llvm::StringRef statement, llvm::StringRef value) {
  llvm::StringRef function(call.function);
  std::string sql = "\"" + statement.str() + "\"";
  if (function.starts_with("PQ"))
    return "const char *values[] = {" + value.str() + "};\nPQexecParams(connection, " + sql +
           ", 1, nullptr, values, nullptr, nullptr, 0);";
  if (function.starts_with("pqxx::"))
    return "txn.exec_params(" + sql + ", " + value.str() + ");";
  return statement.str() + "  -- with " + value.str() + " bound";
}

} // namespace pgtidy::checks
