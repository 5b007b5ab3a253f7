#include "sql/parse.h"

#include "lowering.h"
#include "parse_search.h"

#include <algorithm>

namespace pgtidy::sql {

namespace {

constexpr size_t MaxText = 1 << 20;

/// Bytes of a template.
struct Range {
  Offset begin;
  Offset end;
};

/// A zero byte ends the text, as it does in C.
Template untilZero(const Template &source) {
  Template result{source.text.substr(0, source.text.find('\0')), source.holes, source.placeholders};
  for (Hole &hole : result.holes)
    hole.offset = std::min<uint32_t>(hole.offset, static_cast<uint32_t>(result.text.size()));
  return result;
}

auto tokenFrom(const Lexed &lexed, Offset offset) {
  return std::lower_bound(lexed.tokens.begin(), lexed.tokens.end(), offset,
                          [](const Token &token, Offset at) { return token.begin < at; });
}

bool isSemicolon(const Template &source, const Token &token) {
  return token.kind == TokenKind::Punctuation && source.text[static_cast<size_t>(token.begin)] == ';';
}

/// The statement's tokens, from its place in the filled text.
Range tokensOf(Node raw, const Template &source, const Filled &filled, const Lexed &lexed) {
  int64_t begin = raw["stmt_location"].integer(), length = raw["stmt_len"].integer();
  Offset to = length ? filled.original(begin + length) : static_cast<Offset>(source.text.size());
  auto first = tokenFrom(lexed, filled.original(begin)), last = tokenFrom(lexed, to);
  while (first != last && isSemicolon(source, *first))
    ++first;
  while (last != first && isSemicolon(source, *std::prev(last)))
    --last;
  return first == last ? Range{to, to} : Range{first->begin, std::prev(last)->end};
}

/// Gives each hole the statement that stands between the same semicolons.
void assignHoles(Parsed &parsed, const Template &source, const Lexed &lexed) {
  size_t hole = 0;
  for (size_t i = 0; i < parsed.statements.size(); ++i) {
    const Statement &statement = parsed.statements[i];
    auto first = tokenFrom(lexed, statement.begin), last = tokenFrom(lexed, statement.end);
    while (first != lexed.tokens.begin() && !isSemicolon(source, *std::prev(first)))
      --first;
    Offset begin = first == lexed.tokens.begin() ? 0 : std::prev(first)->end;
    while (last != lexed.tokens.end() && !isSemicolon(source, *last))
      ++last;
    Offset end = last == lexed.tokens.end() ? static_cast<Offset>(source.text.size()) : last->begin;
    for (; hole < source.holes.size() && static_cast<Offset>(source.holes[hole].offset) <= end; ++hole)
      if (static_cast<Offset>(source.holes[hole].offset) >= begin)
        parsed.holes[hole].statement = static_cast<int32_t>(i);
  }
}

Parsed undecided(Parsed parsed) {
  parsed.statements.clear();
  parsed.undecided = true;
  for (ParsedHole &hole : parsed.holes)
    hole = {HoleRole::Clause, -1, hole.insideQuotes};
  return parsed;
}

bool isAllHoles(const Lexed &lexed) {
  return lexed.tokens.empty() && std::any_of(lexed.places.begin(), lexed.places.end(),
                                             [](const HolePlace &place) { return place.inside == Inside::Code; });
}

} // namespace

Parsed parse(const Template &original) {
  Parsed parsed;
  parsed.holes.resize(original.holes.size());
  if (original.text.size() > MaxText)
    return undecided(std::move(parsed));
  Template source = untilZero(original);
  Lexed lexed = lex(source);
  Placeholders placeholders = numberPlaceholders(source, lexed);
  parsed.parameterNames = placeholders.names;
  parsed.parameterCount = placeholders.count;
  parsed.parameterNames.resize(static_cast<size_t>(std::max<int32_t>(static_cast<int32_t>(placeholders.names.size()),
                                                                     std::min<int32_t>(placeholders.count, 65535))));
  if (isAllHoles(lexed))
    return undecided(std::move(parsed));

  Reading reading = read(source, lexed, placeholders);
  parsed.holes = reading.filled.Roles;
  parsed.error = std::move(reading.error);
  if (parsed.error)
    return parsed;
  if (!reading.tree)
    return undecided(std::move(parsed));

  Lowering lowering(&reading.filled);
  for (Node raw : reading.tree->statements()) {
    Statement statement = lowering.statement(raw["stmt"]);
    Range range = tokensOf(raw, source, reading.filled, lexed);
    statement.begin = range.begin;
    statement.end = range.end;
    parsed.statements.push_back(std::move(statement));
  }
  parsed.holes = reading.filled.Roles;
  if (lowering.tooDeep())
    return undecided(std::move(parsed));
  assignHoles(parsed, source, lexed);
  return parsed;
}

Parsed parse(std::string_view sql) {
  Template source;
  source.text = sql;
  return parse(source);
}

} // namespace pgtidy::sql
