#include "template/candidates.h"

#include "template/words.h"

#include <algorithm>

namespace pgtidy::sql {

namespace {

using Fills = std::vector<Fill>;

/// A hole outside quotes and its neighbours.
class Surroundings {
public:
  Surroundings(const Template &source, const Lexed &lexed, size_t hole)
      : Source(source), Tokens(lexed.tokens), Index(hole), At(static_cast<Offset>(source.holes[hole].offset)),
        Before(lexed.places[hole].tokensBefore) {
    FollowsHole =
        hole > 0 && lexed.places[hole - 1].inside == Inside::Code && lexed.places[hole - 1].tokensBefore == Before;
    EndsText = static_cast<size_t>(Before) == Tokens.size() || word(0) == ";";
  }

  Fills likely() const {
    if (gluedToDollar())
      return {Fill::Digits};
    if (beginsStatement())
      return gluedToName() ? Fills{Fill::NamePart, Fill::Nothing} : Fills{Fill::Nothing};
    if (FollowsHole)
      return {Fill::Nothing, Fill::Operator};
    if (isGluedBefore())
      return glued();
    if (word(-1) == "." || gluedAfter('.') || (gluedAfter('(') && !isOperand(-1)))
      return {Fill::Name, Fill::NamePart};
    if (gluedToName())
      return {Fill::NamePart};
    return byContext();
  }

  /// There only nothing can be put in its place: whatever else would invent a statement.
  bool beginsStatement() const { return !token(-1) || word(-1) == ";"; }

private:
  const Token *token(int32_t distance) const {
    int32_t index = Before + distance;
    return index >= 0 && index < static_cast<int32_t>(Tokens.size()) ? &Tokens[static_cast<size_t>(index)] : nullptr;
  }
  /// The token -1, -2 before the hole or 0, 1 after it; "" where there is none.
  std::string word(int32_t distance) const {
    const Token *found = token(distance);
    return found ? tokenText(Source, *found) : std::string();
  }
  TokenKind kind(int32_t distance) const {
    const Token *found = token(distance);
    return found ? found->kind : TokenKind::Punctuation;
  }
  Filling filling() const { return Source.holes[Index].filling; }
  bool isFree() const { return filling() == Filling::Raw || filling() == Filling::Word; }

  bool touchesBefore() const { return token(-1) && token(-1)->end == At; }
  bool touchesAfter() const { return token(0) && token(0)->begin == At; }
  bool gluedToDollar() const {
    bool isParameter = kind(-1) == TokenKind::Parameter && filling() == Filling::Number;
    return touchesBefore() && (word(-1) == "$" || isParameter);
  }
  bool isGluedBefore() const {
    TokenKind before = kind(-1);
    bool sticks = before == TokenKind::Word || before == TokenKind::Number || before == TokenKind::Parameter;
    return sticks && touchesBefore();
  }
  bool gluedAfter(char c) const { return touchesAfter() && word(0)[0] == c; }
  bool gluedToName() const {
    return touchesAfter() && kind(0) == TokenKind::Word && !isReserved(word(0)) && !isOperand(-1);
  }

  /// orders{h}: a suffix of the name, or the rest of the statement beginning with a blank.
  Fills glued() const {
    if (kind(-1) != TokenKind::Word)
      return filling() == Filling::Number ? Fills{Fill::Digits} : Fills{Fill::Nothing, Fill::Digits};
    std::string name = word(-1);
    if (isReserved(name) && !isOperand(-1)) {
      Fills fills = byContext();
      fills.push_back(Fill::NamePart);
      return fills;
    }
    bool goesOn = touchesAfter() && (kind(0) == TokenKind::Word || word(0) == "." || word(0) == "(");
    bool afterTable = follows(word(-2)) == Follows::Name && !EndsText;
    if (name.back() == '_' || !isFree() || goesOn || afterTable)
      return {Fill::NamePart, Fill::Nothing};
    return {Fill::Nothing, Fill::NamePart};
  }

  /// Whether an expression or clause may be complete at the token.
  bool isOperand(int32_t distance) const {
    switch (kind(distance)) {
    case TokenKind::Operator:
      return word(distance) == "*" && !isOperand(distance - 1);
    case TokenKind::Punctuation:
      return word(distance) == ")" || word(distance) == "]";
    case TokenKind::Word:
      return follows(word(distance)) == Follows::Operand || word(distance - 1) == ".";
    default:
      return token(distance) != nullptr;
    }
  }

  Fills byContext() const {
    if (isOperand(-1))
      return {Fill::Nothing, Fill::Operator, Fill::Query, Fill::SetClause, Fill::Or, Fill::Join};
    if (kind(-1) == TokenKind::Word)
      return afterWord(word(-1));
    if (word(-1) == "::")
      return {Fill::Name};
    if (word(-1) == "(")
      return afterBracket();
    return {Fill::Value, Fill::String, Fill::Name, Fill::Assignment, Fill::Rows};
  }

  Fills afterBracket() const {
    std::string opener = word(-2);
    for (std::string_view query : {"from", "join", "exists", "as", "lateral", "array", "copy", ""})
      if (opener == query)
        return {Fill::Query, Fill::Value, Fill::Name};
    if (word(-3) == "into")
      return {Fill::Name};
    return {Fill::Value, Fill::Name, Fill::Query, Fill::Nothing};
  }

  Fills afterWord(const std::string &last) const {
    switch (follows(last)) {
    case Follows::Value:
      return {Fill::Value, Fill::Name, Fill::Nothing, Fill::Rows};
    case Follows::SelectList:
      return selectList();
    case Follows::Text:
      return {Fill::String, Fill::Nothing};
    case Follows::Query:
      return {Fill::Query, Fill::Nothing, Fill::Value, Fill::Rows};
    case Follows::List:
      return {Fill::Rows, Fill::Value};
    case Follows::Set:
      return word(0) == "=" ? Fills{Fill::Name} : Fills{Fill::Assignment, Fill::Name, Fill::Nothing};
    default:
      return afterNameWord(last);
    }
  }

  Fills afterNameWord(const std::string &last) const {
    if (last == "from" && (word(-2) == "distinct" || inCallWithFrom()))
      return {Fill::Value, Fill::Name};
    if (last == "update" && (word(-2) == "for" || word(-2) == "key"))
      return {Fill::Nothing};
    if (last == "update" && word(-2) == "do")
      return {Fill::SetClause};
    return {Fill::Name, Fill::Query, Fill::String, Fill::Value};
  }

  /// extract(epoch FROM …) and kin.
  bool inCallWithFrom() const {
    int depth = 0;
    for (int32_t distance = -2; token(distance); --distance) {
      std::string text = word(distance);
      depth += text == ")" ? 1 : text == "(" ? -1 : 0;
      if (text == "select" || text == ";")
        return false;
      if (depth < 0)
        return kind(distance - 1) == TokenKind::Word && follows(word(distance - 1)) == Follows::Operand;
    }
    return false;
  }

  Fills selectList() const {
    if (isFree() && EndsText)
      return {Fill::Nothing}; // the whole rest: nothing is known of the query
    bool startsList = (kind(0) == TokenKind::Word && !isReserved(word(0))) || word(0) == "*";
    if (isFree() && startsList)
      return {Fill::Nothing, Fill::Value}; // SELECT {distinct} a
    return {Fill::Value, Fill::Name, Fill::Nothing};
  }

  const Template &Source;
  const std::vector<Token> &Tokens;
  size_t Index;
  Offset At;
  int32_t Before;
  bool FollowsHole = false;
  bool EndsText = false;
};

/// What a hole with such a filling can be at all.
Fills possible(Filling filling) {
  switch (filling) {
  case Filling::Number:
    return {Fill::Value, Fill::Digits, Fill::NamePart};
  case Filling::QuotedLiteral:
    return {Fill::Value, Fill::String};
  case Filling::QuotedIdentifier:
    return {Fill::Name};
  case Filling::Placeholders:
    return {Fill::Value, Fill::Rows};
  case Filling::EscapedString:
    return {Fill::Value, Fill::String, Fill::Name, Fill::NamePart, Fill::Digits};
  default:
    return {Fill::Nothing, Fill::Value,     Fill::Name,       Fill::String, Fill::Operator, Fill::Query,   Fill::Rows,
            Fill::Join,    Fill::SetClause, Fill::Assignment, Fill::Or,     Fill::Digits,   Fill::NamePart};
  }
}

bool contains(const Fills &fills, Fill fill) { return std::find(fills.begin(), fills.end(), fill) != fills.end(); }

} // namespace

std::vector<Fill> candidates(const Template &source, const Lexed &lexed, size_t hole) {
  switch (lexed.places[hole].inside) {
  case Inside::Comment:
    return {Fill::Nothing};
  case Inside::String:
    return {Fill::Inside, Fill::Digits};
  case Inside::QuotedName:
    return {Fill::Inside};
  case Inside::Code:
    break;
  }
  Fills possibleFills = possible(source.holes[hole].filling), result;
  Surroundings surroundings(source, lexed, hole);
  for (Fill fill : surroundings.likely())
    if (contains(possibleFills, fill))
      result.push_back(fill);
  if (surroundings.beginsStatement() && !result.empty())
    return result;
  for (Fill fill : possibleFills)
    if (!contains(result, fill))
      result.push_back(fill);
  return result;
}

} // namespace pgtidy::sql
