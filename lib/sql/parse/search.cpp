#include "parse/search.h"

#include "parse/statements.h"
#include "template/candidates.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>

namespace pgtidy::sql {

namespace {

class Search {
public:
  Search(const Template &source, const Lexed &lexed, const Placeholders &placeholders)
      : Source(source), Lex(lexed), Numbers(placeholders) {
    for (size_t hole = 0; hole < source.holes.size(); ++hole)
      Options.push_back(candidates(source, lexed, hole));
    Chosen.resize(source.holes.size(), 0);
  }

  Reading run() {
    size_t budget = std::clamp<size_t>(MaxBytes / (Source.text.size() + 1), 3, MaxParses);
    for (size_t tried = 0; tried < budget; ++tried) {
      Filled filled = fill();
      Tree tree = Tree::parse(filled.text);
      if (isOfSize(tree.error()))
        return undecided();
      SyntaxError error;
      if (tree.error().empty()) {
        Lowered lowered = lowerAll(tree, filled, Lex);
        if (lowered.tooDeep)
          return undecided();
        if (lowered.refusedParameter < 0)
          return {std::move(filled), std::move(lowered.statements), std::nullopt};
        error = describe("syntax error at or near \"$\"", filled.original(lowered.refusedParameter));
      } else {
        error = describe(filled.unmark(tree.error()), filled.original(tree.errorOffset()));
      }
      if (isCertain(error))
        return failed(std::move(error));
      if (!advance(error.offset))
        break;
    }
    return impossible();
  }

private:
  static constexpr size_t MaxParses = 60;
  static constexpr size_t MaxBytes = 8 << 20;

  static bool isOfSize(llvm::StringRef message) {
    return message.contains("memory exhausted") || message.contains("out of memory") ||
           message.contains("can not be read") || message.contains("byte sequence") || message.contains("stack depth");
  }

  Reading undecided() const { return {Filled(Source), std::nullopt, std::nullopt}; }
  Reading failed(SyntaxError error) const { return {Filled(Source), std::nullopt, std::move(error)}; }

  Filled fill() const {
    Filled filled(Source);
    std::string_view text = Source.text;
    size_t hole = 0, at = 0;
    auto literal = [&](size_t end) {
      if (end > at)
        filled.appendLiteral(text.substr(at, end - at), static_cast<Offset>(at));
      at = std::max(at, end);
    };
    auto holes = [&](size_t upTo) {
      for (; hole < Source.holes.size() && Source.holes[hole].offset <= upTo; ++hole) {
        literal(Source.holes[hole].offset);
        append(filled, hole);
      }
    };
    for (size_t i = 0; i < Lex.tokens.size(); ++i) {
      if (!Numbers.numbers[i])
        continue;
      const Token &token = Lex.tokens[i];
      holes(static_cast<size_t>(token.begin));
      literal(static_cast<size_t>(token.begin));
      filled.appendPlaceholder(Numbers.numbers[i], token.begin);
      at = static_cast<size_t>(token.end);
    }
    holes(text.size());
    literal(text.size());
    return filled;
  }

  void append(Filled &filled, size_t hole) const {
    Fill fill = Options[hole][Chosen[hole]];
    Inside inside = Lex.places[hole].inside;
    bool apart = inside == Inside::Code && fill != Fill::NamePart && fill != Fill::Digits;
    filled.appendHole(static_cast<int32_t>(hole), fill, apart);
    bool inString = inside == Inside::String;
    filled.Roles[hole].insideQuotes = inString;
    filled.Roles[hole].role = inside == Inside::Comment      ? HoleRole::Ignored
                              : inString                     ? HoleRole::String
                              : inside == Inside::QuotedName ? HoleRole::Name
                                                             : roleOf(fill, Source.holes[hole].filling);
  }

  /// Parameters that were written otherwise are named as written.
  SyntaxError describe(std::string message, Offset offset) const {
    if (offset < 0)
      offset = Lex.tokens.empty() ? 0 : Lex.tokens.front().begin;
    const Token *token = tokenAt(offset);
    bool isParameter = token && (token->kind == TokenKind::Placeholder || token->kind == TokenKind::Parameter);
    if (isParameter && llvm::StringRef(message).starts_with("syntax error at or near \"$"))
      message = "syntax error at or near \"" + tokenText(Source, *token) + "\"";
    return {std::move(message), offset};
  }

  const Token *tokenAt(Offset offset) const {
    auto after = std::upper_bound(Lex.tokens.begin(), Lex.tokens.end(), offset,
                                  [](Offset at, const Token &token) { return at < token.begin; });
    return after == Lex.tokens.begin() ? nullptr : &*std::prev(after);
  }

  /// The first hole whose filling the parser sees, that is one outside quotes and comments.
  size_t firstOpen() const {
    size_t hole = 0;
    while (hole < Lex.places.size() && Lex.places[hole].inside != Inside::Code)
      ++hole;
    return hole;
  }

  /// A hole in quotes that never close may close them.
  bool mayCloseQuotes() const {
    for (size_t hole = 0; hole < Source.holes.size() && Lex.unterminated >= 0; ++hole)
      if (static_cast<Offset>(Source.holes[hole].offset) > Lex.unterminated)
        return true;
    return false;
  }

  // The grammar is LR(1): the parser stops at the first token that no continuation can follow. So an error at a token
  // that is complete before the first hole stands whatever the hole holds. Some words (NOT, WITH, NULLS) are judged
  // with the one after them.
  bool isCertain(const SyntaxError &error) const {
    if (mayCloseQuotes())
      return false;
    size_t hole = firstOpen();
    if (hole == Source.holes.size())
      return hole == 0 || llvm::StringRef(error.message).starts_with("syntax error");
    const Token *token = tokenAt(error.offset);
    if (!token || !llvm::StringRef(error.message).starts_with("syntax error at or near"))
      return false;
    auto index = static_cast<int32_t>(token - Lex.tokens.data());
    std::string word = tokenText(Source, *token);
    bool looksAhead = word == "not" || word == "with" || word == "nulls" || word == "without";
    if (static_cast<Offset>(Source.holes[hole].offset) <= token->end || error.offset != token->begin)
      return false;
    return Lex.places[hole].tokensBefore > index + (looksAhead ? 1 : 0);
  }

  /// The last hole that the parser had read when it stopped at `offset`; -1 when there is none.
  int32_t lastBefore(Offset offset) const {
    const Token *token = tokenAt(offset);
    Offset end = token && token->end > offset ? token->end : offset;
    auto after = std::upper_bound(Source.holes.begin(), Source.holes.end(), end,
                                  [](Offset at, const Hole &hole) { return at < static_cast<Offset>(hole.offset); });
    return static_cast<int32_t>(after - Source.holes.begin()) - 1;
  }

  /// Takes the next choice of the hole nearest before the error, or of one further back when it has none left.
  bool advance(Offset errorOffset) {
    for (int32_t hole = lastBefore(errorOffset); hole >= 0; --hole) {
      size_t &choice = Chosen[static_cast<size_t>(hole)];
      if (++choice < Options[static_cast<size_t>(hole)].size())
        return true;
      choice = 0;
    }
    return false;
  }

  Reading impossible() const {
    int32_t index = mayCloseQuotes() ? -1 : impossibleToken(Source, Lex);
    if (index < 0)
      return undecided();
    const Token &token = Lex.tokens[static_cast<size_t>(index)];
    std::string_view text = Source.text;
    std::string near(text.substr(static_cast<size_t>(token.begin), static_cast<size_t>(token.end - token.begin)));
    return failed({"syntax error at or near \"" + near + "\"", token.begin});
  }

  const Template &Source;
  const Lexed &Lex;
  const Placeholders &Numbers;
  std::vector<std::vector<Fill>> Options;
  std::vector<size_t> Chosen;
};

} // namespace

Reading read(const Template &source, const Lexed &lexed, const Placeholders &placeholders) {
  return Search(source, lexed, placeholders).run();
}

} // namespace pgtidy::sql
