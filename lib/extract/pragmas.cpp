#include "pragmas.h"

#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <optional>

namespace pgtidy::extract {

using namespace clang;
using llvm::StringRef;

/// The lines of a text, those that a backslash continues as one.
static std::vector<std::string> linesOf(StringRef text) {
  std::vector<std::string> lines;
  bool goesOn = false;
  while (!text.empty()) {
    auto [line, rest] = text.split('\n');
    StringRef part = line.rtrim();
    const bool isContinued = part.consume_back("\\");
    if (goesOn)
      lines.back() += " " + part.trim().str();
    else
      lines.push_back(part.trim().str());
    goesOn = isContinued;
    text = rest;
  }
  return lines;
}

/// What a line says behind `#pragma` and one of the words; nothing where it is another line.
static std::optional<StringRef> saidIn(StringRef line, llvm::ArrayRef<std::string> words) {
  if (!line.consume_front("#"))
    return std::nullopt;
  line = line.ltrim();
  if (!line.consume_front("pragma"))
    return std::nullopt;
  line = line.ltrim();
  for (const std::string &word : words)
    if (StringRef said = line; said.consume_front(word) && (said.empty() || llvm::isSpace(said.front())))
      return said.trim();
  return std::nullopt;
}

/// Whether a pragma may belong to what stands behind the line.
static bool isPassedOver(StringRef line) {
  return line.empty() || line.starts_with("#") || line.starts_with("//") || line.starts_with("/*") ||
         line.starts_with("*") || line.ends_with("*/");
}

static bool names(StringRef given, const std::string &qualified) {
  given.consume_front("::");
  StringRef whole(qualified);
  return whole.consume_back(given) && (whole.empty() || whole.ends_with("::"));
}

/// The declaration that a pragma names itself, and what it says of it: `member(Order::user) column("user_id")`.
static std::optional<std::pair<StringRef, std::string>> byName(StringRef pragma) {
  for (StringRef kind : {"object", "view", "value", "member"}) {
    StringRef rest = pragma;
    if (!rest.consume_front(kind) || !rest.ltrim().starts_with("("))
      continue;
    auto [name, said] = rest.ltrim().drop_front().split(')');
    return std::pair(name.trim(), (kind + " " + said.trim()).str());
  }
  return std::nullopt;
}

std::string pragmasOf(const Decl &declaration, llvm::ArrayRef<std::string> words) {
  const SourceManager &sources = declaration.getASTContext().getSourceManager();
  const SourceLocation begin = sources.getExpansionLoc(declaration.getBeginLoc());
  if (words.empty() || begin.isInvalid())
    return {};
  auto [file, offset] = sources.getDecomposedLoc(begin);
  bool isInvalid = false;
  const StringRef text = sources.getBufferData(file, &isInvalid);
  if (isInvalid)
    return {};
  std::string all;
  const StringRef before = text.take_front(offset);
  const size_t lineBegin = before.rfind('\n');
  if (lineBegin != StringRef::npos && before.drop_front(lineBegin).trim().empty()) {
    const std::vector<std::string> lines = linesOf(before.take_front(lineBegin + 1));
    for (const std::string &line : llvm::reverse(lines)) {
      if (!isPassedOver(line))
        break;
      if (std::optional<StringRef> said = saidIn(line, words); said && !byName(*said))
        all = said->str() + " " + all;
    }
  }
  if (auto *named = llvm::dyn_cast<NamedDecl>(&declaration))
    for (const std::string &line : linesOf(text))
      if (std::optional<StringRef> pragma = saidIn(line, words))
        if (auto found = byName(*pragma); found && names(found->first, named->getQualifiedNameAsString()))
          all += found->second + " ";
  return all;
}

/// The length of a text up to the parenthesis that closes it, literals passed over.
static size_t enclosed(StringRef text) {
  unsigned depth = 0;
  bool isLiteral = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' && (i == 0 || text[i - 1] != '\\'))
      isLiteral = !isLiteral;
    if (isLiteral)
      continue;
    if (text[i] == '(')
      ++depth;
    if (text[i] == ')' && depth-- == 0)
      return i;
  }
  return text.size();
}

/// Calls `use` with each word outside of parentheses and what is in the parentheses behind it.
template <typename Use> static void eachWord(StringRef pragma, Use use) {
  while (!pragma.empty()) {
    const StringRef word = pragma.take_while([](char c) { return llvm::isAlnum(c) || c == '_'; });
    if (word.empty()) {
      pragma = pragma.drop_front();
      continue;
    }
    pragma = pragma.drop_front(word.size()).ltrim();
    StringRef inside;
    if (pragma.consume_front("(")) {
      inside = pragma.take_front(enclosed(pragma));
      pragma = pragma.drop_front(std::min(pragma.size(), inside.size() + 1));
    }
    use(word, inside);
  }
}

std::vector<std::string> inParentheses(StringRef pragma, StringRef specifier) {
  std::vector<std::string> found;
  eachWord(pragma, [&](StringRef word, StringRef inside) {
    if (word == specifier && !inside.empty())
      found.push_back(inside.trim().str());
  });
  return found;
}

bool saysWord(StringRef pragma, StringRef asked) {
  bool isThere = false;
  eachWord(pragma, [&](StringRef word, StringRef) { isThere |= word == asked; });
  return isThere;
}

std::vector<std::string> literalsIn(StringRef text) {
  std::vector<std::string> literals;
  for (text = text.drop_until([](char c) { return c == '"'; }); !text.empty();
       text = text.drop_until([](char c) { return c == '"'; })) {
    text = text.drop_front();
    std::string bytes;
    for (; !text.empty() && text.front() != '"'; text = text.drop_front()) {
      if (text.front() == '\\')
        text = text.drop_front();
      if (text.empty())
        break; // it ends in a backslash
      bytes += text.front();
    }
    text = text.drop_front(text.empty() ? 0 : 1);
    literals.push_back(std::move(bytes));
  }
  return literals;
}

} // namespace pgtidy::extract
