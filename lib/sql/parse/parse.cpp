#include "sql/parse.h"

#include "parse/search.h"

#include <algorithm>

namespace pgtidy::sql {

namespace {

constexpr size_t MaxText = 1 << 20;

/// A zero byte ends the text, as it does in C.
Template untilZero(const Template &source) {
  Template result{source.text.substr(0, source.text.find('\0')), source.holes, source.placeholders};
  for (Hole &hole : result.holes)
    hole.offset = std::min<uint32_t>(hole.offset, static_cast<uint32_t>(result.text.size()));
  return result;
}

/// The bytes between the semicolons round a statement.
std::pair<Offset, Offset> segment(const Statement &statement, const Template &source, const Lexed &lexed) {
  size_t first = tokenFrom(lexed, statement.begin), last = tokenFrom(lexed, statement.end);
  while (first > 0 && !isSemicolon(source, lexed.tokens[first - 1]))
    --first;
  while (last < lexed.tokens.size() && !isSemicolon(source, lexed.tokens[last]))
    ++last;
  auto size = static_cast<Offset>(source.text.size());
  return {first ? lexed.tokens[first - 1].end : 0, last < lexed.tokens.size() ? lexed.tokens[last].begin : size};
}

void assignHoles(Parsed &parsed, const Template &source, const Lexed &lexed) {
  size_t hole = 0;
  for (size_t i = 0; i < parsed.statements.size(); ++i) {
    auto [begin, end] = segment(parsed.statements[i], source, lexed);
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
  if (!reading.statements)
    return undecided(std::move(parsed));
  parsed.statements = std::move(*reading.statements);
  assignHoles(parsed, source, lexed);
  return parsed;
}

Parsed parse(std::string_view sql) {
  Template source;
  source.text = sql;
  return parse(source);
}

} // namespace pgtidy::sql
