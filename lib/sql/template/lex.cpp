#include "template/lex.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>

namespace pgtidy::sql {

static bool isDigit(char c) { return c >= '0' && c <= '9'; }

static bool isNameStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool isNameByte(char c) { return isNameStart(c) || isDigit(c) || c == '$'; }

static bool isOperatorByte(char c) { return std::string_view("+-*/<>=~!@#%^&|`?").find(c) != std::string_view::npos; }

namespace {

class Lexer {
public:
  explicit Lexer(const Template &source) : Source(source), Text(source.text) {
    using Style = PlaceholderStyle;
    Style style = source.placeholders;
    Questions = style == Style::Question || style == Style::DollarOrQuestion || style == Style::QuestionOrColon;
    ColonTypes = style == Style::ColonTyped;
    Colons = style == Style::Colon || style == Style::QuestionOrColon || ColonTypes;
    Percents = style == Style::Percent;
  }

  Lexed run() {
    while (At < Text.size())
      step();
    placeHoles(Text.size() + 1, Inside::Code);
    return std::move(Result);
  }

private:
  char peek(size_t ahead = 0) const { return At + ahead < Text.size() ? Text[At + ahead] : '\0'; }
  bool starts(std::string_view bytes) const { return Text.substr(At, bytes.size()) == bytes; }

  /// The next hole from the token's second byte on, where an unquoted token must be cut.
  size_t cut() const {
    for (size_t i = Result.places.size(); i < Source.holes.size(); ++i)
      if (Source.holes[i].offset > At)
        return Source.holes[i].offset;
    return Text.size();
  }

  /// Holes before `end` are `inside`.
  void placeHoles(size_t end, Inside inside) {
    while (Result.places.size() < Source.holes.size() && Source.holes[Result.places.size()].offset < end)
      Result.places.push_back({inside, static_cast<int32_t>(Result.tokens.size())});
  }

  void add(TokenKind kind, size_t end) {
    Result.tokens.push_back({kind, static_cast<Offset>(At), static_cast<Offset>(end)});
    At = end;
  }

  size_t whileIn(bool (*accepts)(char), size_t from) const {
    size_t end = from, limit = std::min(cut(), Text.size());
    while (end < limit && accepts(Text[end]))
      ++end;
    return end;
  }

  void step() {
    placeHoles(At + 1, Inside::Code);
    char c = peek();
    if (c == ' ' || (c >= '\t' && c <= '\r'))
      ++At;
    else if (starts("--") && cut() != At + 1)
      comment(std::min(Text.find_first_of("\n\r", At), Text.size()), true);
    else if (starts("/*") && cut() != At + 1)
      comment(blockCommentEnd(), Result.unterminated >= 0);
    else if (c == '\'')
      quoted(At, false);
    else if (c == '"')
      doubleQuoted(At);
    else if (prefixedQuote())
      return;
    else if (isNameStart(c))
      add(TokenKind::Word, whileIn(isNameByte, At));
    else if (isDigit(c) || (c == '.' && isDigit(peek(1)) && cut() != At + 1))
      number();
    else if (c == '$')
      dollar();
    else if (c == '?' && Questions)
      add(TokenKind::Placeholder, At + 1);
    else if (c == ':')
      colon();
    else if (Percents && c == '%' && isNameStart(peek(1)) && cut() != At + 1)
      percent();
    else if (isOperatorByte(c))
      operatorRun();
    else
      add(TokenKind::Punctuation, At + 1);
  }

  /// A hole at the end of a line comment still is in it, one at the end of a block comment is not.
  void comment(size_t end, bool holdsEnd) {
    placeHoles(end + holdsEnd, Inside::Comment);
    At = end;
  }

  size_t blockCommentEnd() {
    int depth = 0;
    for (size_t at = At; at + 1 < Text.size(); ++at) {
      std::string_view two = Text.substr(at, 2);
      if (two != "/*" && two != "*/")
        continue;
      depth += two == "/*" ? 1 : -1;
      ++at;
      if (depth == 0)
        return at + 1;
    }
    Result.unterminated = static_cast<Offset>(At);
    return Text.size();
  }

  void quoted(size_t open, bool escapes) { addQuoted(TokenKind::String, Inside::String, open, '\'', escapes); }
  void doubleQuoted(size_t open) { addQuoted(TokenKind::QuotedName, Inside::QuotedName, open, '"', false); }

  void addQuoted(TokenKind kind, Inside inside, size_t open, char quote, bool escapes) {
    size_t at = open + 1;
    for (; at < Text.size(); ++at) {
      if (escapes && Text[at] == '\\')
        ++at;
      else if (Text[at] == quote && at + 1 < Text.size() && Text[at + 1] == quote && !isHole(at + 1))
        ++at;
      else if (Text[at] == quote)
        break;
    }
    if (at >= Text.size())
      Result.unterminated = static_cast<Offset>(At);
    closeQuoted(kind, inside, std::min(at, Text.size()), std::min(at + 1, Text.size()));
  }

  void closeQuoted(TokenKind kind, Inside inside, size_t contentEnd, size_t end) {
    placeHoles(contentEnd + 1, inside);
    add(kind, end);
  }

  bool isHole(size_t offset) const {
    return std::binary_search(Source.holes.begin(), Source.holes.end(), Hole{static_cast<uint32_t>(offset), {}, {}},
                              [](const Hole &a, const Hole &b) { return a.offset < b.offset; });
  }

  bool prefixedQuote() {
    char c = static_cast<char>(peek() | 0x20);
    bool unicode = c == 'u' && peek(1) == '&' && (peek(2) == '\'' || peek(2) == '"');
    if (unicode && cut() > At + 2) {
      peek(2) == '"' ? doubleQuoted(At + 2) : quoted(At + 2, false);
      return true;
    }
    bool isPrefix = c == 'e' || c == 'b' || c == 'x' || c == 'n';
    if (!isPrefix || peek(1) != '\'' || cut() == At + 1)
      return false;
    quoted(At + 1, c == 'e');
    return true;
  }

  void number() {
    size_t end = whileIn([](char c) { return isNameByte(c) || c == '.'; }, At);
    bool exponent =
        end < Text.size() && (Text[end] == '+' || Text[end] == '-') && (Text[end - 1] | 0x20) == 'e' && end != cut() &&
        std::all_of(Text.begin() + At, Text.begin() + end - 1, [](char c) { return isDigit(c) || c == '.'; });
    add(TokenKind::Number, exponent ? whileIn(isDigit, end + 1) : end);
  }

  void dollar() {
    if (isDigit(peek(1)) && cut() != At + 1)
      return add(TokenKind::Parameter, whileIn(isDigit, At + 1));
    size_t tagEnd = At + 1;
    while (tagEnd < Text.size() && isNameByte(Text[tagEnd]) && Text[tagEnd] != '$')
      ++tagEnd;
    if (tagEnd >= Text.size() || Text[tagEnd] != '$' || cut() <= tagEnd)
      return add(TokenKind::Punctuation, At + 1);
    std::string_view tag = Text.substr(At, tagEnd + 1 - At);
    size_t close = Text.find(tag, tagEnd + 1);
    if (close == std::string_view::npos) {
      Result.unterminated = static_cast<Offset>(At);
      return closeQuoted(TokenKind::String, Inside::String, Text.size(), Text.size());
    }
    closeQuoted(TokenKind::String, Inside::String, close, close + tag.size());
  }

  void colon() {
    if ((peek(1) == ':' || peek(1) == '=') && cut() != At + 1)
      return add(TokenKind::Operator, At + 2);
    bool isName = (isNameStart(peek(1)) || isDigit(peek(1))) && cut() != At + 1;
    if (Colons && isName && !isSlice())
      return add(TokenKind::Placeholder, typeEnd(whileIn(isNameByte, At + 1)));
    add(TokenKind::Punctuation, At + 1);
  }

  /// Where the type of `:name<char[31]>` ends.
  size_t typeEnd(size_t nameEnd) const {
    size_t end = ColonTypes && nameEnd < cut() && Text[nameEnd] == '<' ? Text.find('>', nameEnd) : Text.npos;
    return end == Text.npos ? nameEnd : end + 1;
  }

  /// `%int4`, `%text*`, `%schema.type`.
  void percent() {
    auto isTypeByte = [](char c) { return isNameByte(c) || c == '.' || c == '*'; };
    add(TokenKind::Placeholder, whileIn(isTypeByte, At + 1));
  }

  /// a[1:n]: inside brackets, after a bound.
  bool isSlice() const {
    if (!Result.tokens.empty() && Text[static_cast<size_t>(Result.tokens.back().begin)] == ',') // ARRAY[:a, :b]
      return false;
    int depth = 0;
    for (auto token = Result.tokens.rbegin(); token != Result.tokens.rend(); ++token) {
      char c = Text[static_cast<size_t>(token->begin)];
      if (token->kind != TokenKind::Punctuation)
        continue;
      depth += c == ']' ? 1 : c == '[' ? -1 : 0;
      if (depth < 0)
        return token != Result.tokens.rbegin();
      if (c == ';')
        return false;
    }
    return false;
  }

  void operatorRun() {
    size_t end = At, limit = cut();
    while (end < limit && isOperatorByte(Text[end]) && !(Questions && Text[end] == '?')) {
      bool opensComment = Text.substr(end, 2) == "--" || Text.substr(end, 2) == "/*";
      if (opensComment && end + 1 != limit)
        break;
      ++end;
    }
    add(TokenKind::Operator, std::max(end, At + 1));
  }

  const Template &Source;
  std::string_view Text;
  size_t At = 0;
  bool Questions = false;
  bool Colons = false;
  bool ColonTypes = false;
  bool Percents = false;
  Lexed Result;
};

} // namespace

std::string tokenText(const Template &source, const Token &token) {
  llvm::StringRef text = source.text;
  text = text.slice(static_cast<size_t>(token.begin), static_cast<size_t>(token.end));
  return token.kind == TokenKind::Word ? text.lower() : text.str();
}

size_t tokenFrom(const Lexed &lexed, Offset offset) {
  auto found = std::lower_bound(lexed.tokens.begin(), lexed.tokens.end(), offset,
                                [](const Token &token, Offset at) { return token.begin < at; });
  return static_cast<size_t>(found - lexed.tokens.begin());
}

bool isSemicolon(const Template &source, const Token &token) {
  return token.kind == TokenKind::Punctuation && source.text[static_cast<size_t>(token.begin)] == ';';
}

Lexed lex(const Template &source) { return Lexer(source).run(); }

} // namespace pgtidy::sql
