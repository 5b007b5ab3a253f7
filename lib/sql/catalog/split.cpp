#include "catalog/split.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace pgtidy::sql {
namespace {

bool isWordByte(char c) { return llvm::isAlnum(c) || c == '_' || (c & 0x80); }

size_t orEnd(size_t found, std::string_view text, size_t length) {
  return found == std::string_view::npos ? text.size() : found + length;
}

size_t quotedEnd(std::string_view text, size_t open, bool backslashes) {
  char quote = text[open];
  for (size_t i = open + 1; i < text.size(); ++i) {
    if (backslashes && text[i] == '\\')
      ++i;
    else if (text[i] == quote && i + 1 < text.size() && text[i + 1] == quote)
      ++i;
    else if (text[i] == quote)
      return i + 1;
  }
  return text.size();
}

size_t blockCommentEnd(std::string_view text, size_t open) {
  size_t depth = 1; // PostgreSQL's comments nest
  for (size_t i = open + 2; i + 1 < text.size(); ++i) {
    if (text[i] == '/' && text[i + 1] == '*')
      ++depth, ++i;
    else if (text[i] == '*' && text[i + 1] == '/') {
      ++i;
      if (--depth == 0)
        return i + 1;
    }
  }
  return text.size();
}

/// The end of `$tag$ … $tag$`, or of the `$` alone when it opens none (as in `$1`).
size_t dollarEnd(std::string_view text, size_t open) {
  size_t i = open + 1;
  while (i < text.size() && isWordByte(text[i]) && !(i == open + 1 && llvm::isDigit(text[i])))
    ++i;
  if (i >= text.size() || text[i] != '$')
    return open + 1;
  std::string_view tag = text.substr(open, i + 1 - open);
  return orEnd(text.find(tag, i + 1), text, tag.size());
}

size_t wordEnd(std::string_view text, size_t begin) {
  size_t i = begin;
  while (i < text.size() && (isWordByte(text[i]) || text[i] == '$'))
    ++i;
  bool escapes = i == begin + 1 && (text[begin] == 'e' || text[begin] == 'E') && i < text.size() && text[i] == '\'';
  return escapes ? quotedEnd(text, i, true) : i;
}

size_t blanksEnd(std::string_view text, size_t begin) {
  return std::min(text.find_first_not_of(" \t\n\r\f\v", begin), text.size());
}

bool startsWith(std::string_view text, size_t position, std::string_view what) {
  return text.substr(position, what.size()) == what;
}

/// Counts what keeps a semicolon from ending the statement: parentheses, and the BEGIN ATOMIC … END of a function.
class Nesting {
public:
  explicit Nesting(Parentheses parentheses) : Counts(parentheses == Parentheses::Hold) {}

  void token(std::string_view text, size_t at) {
    char c = text[at];
    if (c == '(')
      ++Depth;
    else if (c == ')')
      Depth = std::max(0, Depth - 1);
    else if (Atomic ? isWordAt(text, at, "CASE") : opensAtomic(text, at))
      ++Atomic;
    else if (Atomic && isWordAt(text, at, "END"))
      --Atomic;
  }
  bool isTop() const { return Atomic == 0 && (Depth == 0 || !Counts); }

private:
  static bool opensAtomic(std::string_view text, size_t at) {
    return (text[at] == 'b' || text[at] == 'B') && isWordAt(text, at, "BEGIN") &&
           isWordAt(text, skipBlanks(text, at + 5), "ATOMIC");
  }
  bool Counts;
  int Depth = 0;
  int Atomic = 0;
};

} // namespace

size_t tokenEnd(std::string_view text, size_t position) {
  char c = text[position];
  if (c == '\'' || c == '"')
    return quotedEnd(text, position, false);
  if (c == '$')
    return dollarEnd(text, position);
  if (startsWith(text, position, "--"))
    return std::min(text.find('\n', position), text.size());
  if (startsWith(text, position, "/*"))
    return blockCommentEnd(text, position);
  if (llvm::isSpace(c))
    return blanksEnd(text, position);
  return isWordByte(c) ? wordEnd(text, position) : position + 1;
}

bool isBlankOrComment(std::string_view text, size_t position) {
  return llvm::isSpace(text[position]) || startsWith(text, position, "--") || startsWith(text, position, "/*");
}

bool isWordAt(std::string_view text, size_t position, std::string_view word) {
  if (position > text.size() || text.size() - position < word.size())
    return false;
  for (size_t i = 0; i < word.size(); ++i)
    if (llvm::toUpper(text[position + i]) != word[i])
      return false;
  size_t end = position + word.size();
  return (end == text.size() || !isWordByte(text[end])) && (position == 0 || !isWordByte(text[position - 1]));
}

size_t skipBlanks(std::string_view text, size_t position) {
  while (position < text.size() && isBlankOrComment(text, position))
    position = tokenEnd(text, position);
  return position;
}

std::vector<StatementSpan> splitStatements(std::string_view text, Parentheses parentheses) {
  std::vector<StatementSpan> spans;
  for (size_t i = skipBlanks(text, 0); i < text.size(); i = skipBlanks(text, i + 1)) {
    StatementSpan span{i, i};
    Nesting nesting(parentheses);
    while (i < text.size() && !(text[i] == ';' && nesting.isTop())) {
      nesting.token(text, i);
      bool counts = !isBlankOrComment(text, i);
      i = tokenEnd(text, i);
      if (counts)
        span.end = i;
    }
    if (span.end > span.begin)
      spans.push_back(span);
  }
  return spans;
}

} // namespace pgtidy::sql
