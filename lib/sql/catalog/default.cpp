#include "catalog/default.h"

#include "catalog/split.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::sql {
namespace {

/// Words that begin what may follow a column's default.
constexpr llvm::StringLiteral Followers[] = {"CONSTRAINT", "NOT",        "NULL",       "UNIQUE",  "PRIMARY",
                                             "CHECK",      "REFERENCES", "GENERATED",  "DEFAULT", "COLLATE",
                                             "DEFERRABLE", "INITIALLY",  "COMPRESSION"};

/// The end of the expression that starts at `begin`: a comma or parenthesis outside of it, or what follows a default.
size_t expressionEnd(std::string_view text, size_t begin) {
  int depth = 0;
  size_t end = begin;
  for (size_t i = begin; i < text.size(); i = tokenEnd(text, i)) {
    char c = text[i];
    depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
    if (depth < 0 || (depth == 0 && (c == ',' || c == ';')))
      break;
    bool follows = i > begin && depth == 0 &&
                   llvm::any_of(Followers, [&](llvm::StringRef word) { return isWordAt(text, i, word); });
    if (follows)
      break;
    if (!isBlankOrComment(text, i))
      end = tokenEnd(text, i);
  }
  return end;
}

std::string expressionAt(std::string_view text, size_t position) {
  size_t begin = skipBlanks(text, position);
  return std::string(text.substr(begin, expressionEnd(text, begin) - begin));
}

} // namespace

std::string defaultAt(std::string_view statement, size_t position) {
  return isWordAt(statement, position, "DEFAULT") ? expressionAt(statement, position + 7) : std::string();
}

std::string defaultSet(std::string_view statement, size_t count) {
  bool afterOn = false; // ON DELETE SET DEFAULT is a foreign key's
  for (size_t i = skipBlanks(statement, 0); i < statement.size(); i = skipBlanks(statement, tokenEnd(statement, i))) {
    size_t next = isWordAt(statement, i, "SET") ? skipBlanks(statement, i + 3) : statement.size();
    if (isWordAt(statement, next, "DEFAULT") && !afterOn && count-- == 0)
      return expressionAt(statement, next + 7);
    afterOn = isWordAt(statement, i, "DELETE") || isWordAt(statement, i, "UPDATE");
  }
  return {};
}

} // namespace pgtidy::sql
