#include "tokens.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::oracle {
namespace {

bool isWord(char c) { return llvm::isAlnum(c) || c == '_' || c == '$' || (c & 0x80); }
bool isOperator(char c) { return llvm::StringRef("+-*/<>=~!@#%^&|`?").contains(c); }

size_t afterQuote(llvm::StringRef text, size_t at, char quote) {
  for (++at; at < text.size(); ++at)
    if (text[at] == quote && (++at >= text.size() || text[at] != quote))
      return at;
  return text.size();
}

/// The end of the token that begins at `at`, which is no blank.
size_t endOfToken(llvm::StringRef text, size_t at) {
  char c = text[at];
  if (c == '\'' || c == '"')
    return afterQuote(text, at, c);
  if ((c == 'E' || c == 'e') && text.substr(at + 1).starts_with("'"))
    return afterQuote(text, at + 1, '\'');
  if (text.substr(at).starts_with("$$")) {
    size_t end = text.find("$$", at + 2);
    return end == llvm::StringRef::npos ? text.size() : end + 2;
  }
  if (text.substr(at).starts_with("::") || text.substr(at).starts_with(":="))
    return at + 2;
  size_t end = at + 1;
  if (llvm::isDigit(c))
    while (end < text.size() && (llvm::isDigit(text[end]) || text[end] == '.'))
      ++end;
  else if (isWord(c))
    while (end < text.size() && isWord(text[end]))
      ++end;
  else if (isOperator(c))
    while (end < text.size() && isOperator(text[end]) && !text.substr(end).starts_with("--"))
      ++end;
  return end;
}

} // namespace

Tokens tokens(const std::string &sql) {
  llvm::StringRef text = sql;
  Tokens result;
  for (size_t at = 0; at < text.size();) {
    if (llvm::isSpace(text[at])) {
      ++at;
    } else if (text.substr(at).starts_with("--")) {
      at = std::min(text.find('\n', at), text.size());
    } else if (text.substr(at).starts_with("/*")) {
      size_t end = text.find("*/", at);
      at = end == llvm::StringRef::npos ? text.size() : end + 2;
    } else {
      size_t end = endOfToken(text, at);
      result.push_back(text.slice(at, end).str());
      at = end;
    }
  }
  return result;
}

std::string join(const Tokens &tokens) {
  std::string result;
  for (const std::string &token : tokens) {
    bool tight = result.empty() || token == "," || token == ")" || token == "." || token == "::" ||
                 result.back() == '.' || result.back() == '(' || (result.size() > 1 && result.ends_with("::"));
    result += (tight ? "" : " ") + token;
  }
  return result;
}

bool is(const std::string &token, const char *keyword) { return llvm::StringRef(token).equals_insensitive(keyword); }

size_t afterBracket(const Tokens &tokens, size_t open) {
  int depth = 0;
  for (size_t i = open; i < tokens.size(); ++i) {
    depth += tokens[i] == "(" || tokens[i] == "[";
    depth -= tokens[i] == ")" || tokens[i] == "]";
    if (depth == 0)
      return i + 1;
  }
  return tokens.size();
}

bool hasOrder(const Tokens &tokens) {
  for (size_t i = 0; i < tokens.size(); ++i)
    if (tokens[i] == "(")
      i = afterBracket(tokens, i) - 1;
    else if (is(tokens[i], "order"))
      return true;
  return false;
}

bool mayWrite(const Tokens &tokens) {
  for (const std::string &token : tokens)
    if (is(token, "insert") || is(token, "update") || is(token, "delete") || is(token, "merge") ||
        is(token, "truncate"))
      return true;
  return false;
}

Tokens withoutConflictClauses(const Tokens &tokens) {
  Tokens result;
  for (size_t i = 0; i < tokens.size(); ++i) {
    bool clause = is(tokens[i], "on") && i + 1 < tokens.size() && is(tokens[i + 1], "conflict");
    if (clause)
      while (i < tokens.size() && !is(tokens[i], "returning") && tokens[i] != ")")
        i = tokens[i] == "(" ? afterBracket(tokens, i) : i + 1;
    if (i < tokens.size())
      result.push_back(tokens[i]);
  }
  return result;
}

} // namespace pgtidy::oracle
