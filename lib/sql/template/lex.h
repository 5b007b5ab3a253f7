// The tokens of SQL text with holes: where they end, and which holes are in quotes or comments.
#pragma once

#include "sql/ast.h"
#include "sql/template.h"

#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::sql {

enum class TokenKind : uint8_t {
  Word,        ///< identifier or key word
  QuotedName,  ///< "…"
  String,      ///< '…', E'…', $tag$…$tag$
  Number,      ///< 12, 1.5
  Parameter,   ///< $1
  Placeholder, ///< ? or :name
  Operator,    ///< a run of operator characters, `::`, `:=`
  Punctuation, ///< one of ( ) [ ] , ; . : $
};

/// A token never contains a hole that is outside quotes: the text is cut there.
struct Token {
  TokenKind kind = TokenKind::Word;
  Offset begin = 0;
  Offset end = 0;
};

/// Where a hole stands.
enum class Inside : uint8_t { Code, String, QuotedName, Comment };

struct HolePlace {
  Inside inside = Inside::Code;
  int32_t tokensBefore = 0; ///< how many tokens end at or before the hole; in quotes, those before the quotes
};

struct Lexed {
  std::vector<Token> tokens;
  std::vector<HolePlace> places; ///< one for each hole
  Offset unterminated = -1;      ///< where quotes or a comment open that never close
};

/// Cuts `source` as PostgreSQL's lexer would; placeholders by the template's style.
Lexed lex(const Template &source);

/// The text of a token, words in lower case.
std::string tokenText(const Template &source, const Token &token);

/// The index of the first token that begins at `offset` or after it.
size_t tokenFrom(const Lexed &lexed, Offset offset);

bool isSemicolon(const Template &source, const Token &token);

/// Whether `c` may stand inside an identifier.
bool isNameByte(char c);

} // namespace pgtidy::sql
