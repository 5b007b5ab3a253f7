#include "injection.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

namespace pgtidy::analysis {
namespace {

using facts::HoleKind;
using sql::HoleRole;

/// What is wrong with a value of this making in this place: "" for raw text, none when it is fine or nothing is known.
std::optional<std::string> faultOf(HoleKind kind, const sql::ParsedHole &place) {
  if (place.role == HoleRole::Ignored)
    return std::nullopt;
  bool isInString = place.insideQuotes || place.role == HoleRole::String;
  switch (kind) {
  case HoleKind::Text:
    return "";
  case HoleKind::EscapedString:
    if (!isInString)
      return "escaped for the inside of a quoted literal, but stands outside of one";
    break;
  case HoleKind::EscapedLiteral:
    if (isInString)
      return "quoted as a literal of its own, but stands inside of one";
    if (place.role == HoleRole::Name || place.role == HoleRole::Type)
      return "quoted as a literal, but stands in the place of a name";
    break;
  case HoleKind::EscapedIdentifier:
    if (isInString)
      return "quoted as an identifier, but stands inside of a quoted literal";
    if (place.role == HoleRole::Value)
      return "quoted as an identifier, but stands in the place of a value";
    break;
  case HoleKind::Number:
  case HoleKind::Enumerator:
  case HoleKind::Placeholders:
  case HoleKind::Checked:
  case HoleKind::Unknown:
    break;
  }
  return std::nullopt;
}

/// Whether the program writes a word of the statement: of one that is all run-time text nothing is known.
bool hasWords(const sql::Template &text) {
  return std::any_of(text.text.begin(), text.text.end(), [](char byte) { return llvm::isAlpha(byte); });
}

/// How the parser understood the hole. A text that does not parse says nothing but that raw text is in it.
std::optional<sql::ParsedHole> placeOf(const Alternative &alternative, size_t hole) {
  bool isRead = !alternative.parsed.statements.empty() && hole < alternative.parsed.holes.size();
  if (isRead)
    return alternative.parsed.holes[hole];
  if (hole < alternative.parsed.holes.size() && alternative.parsed.holes[hole].role == HoleRole::Ignored)
    return std::nullopt;
  if (alternative.holes[hole].kind != HoleKind::Text || !hasWords(alternative.text))
    return std::nullopt;
  return sql::ParsedHole{HoleRole::Clause, -1, false};
}

std::string placeOf(const text::Location &location) {
  return std::to_string(location.file) + ":" + std::to_string(location.offset);
}

/// The same for a value that comes from one place and goes into one place.
std::string identityOf(const facts::Hole &hole, const std::string &fault) {
  return placeOf(hole.location) + ' ' + placeOf(facts::madeAt(hole)) + ' ' + hole.expression + ' ' + fault;
}

void addFrom(const Query &query, std::vector<Injection> &injections) {
  std::set<std::string> seen;
  for (size_t index = 0; index < query.alternatives.size(); ++index) {
    const Alternative &alternative = query.alternatives[index];
    for (size_t i = 0; i < alternative.holes.size(); ++i) {
      std::optional<sql::ParsedHole> place = placeOf(alternative, i);
      std::optional<std::string> fault = place ? faultOf(alternative.holes[i].kind, *place) : std::nullopt;
      const facts::Hole &hole = alternative.holes[i];
      if (hole.expression.empty()) // a part that was not followed: nobody could look for it
        continue;
      if (hole.kind == HoleKind::Text && isStatementItself(alternative.text, i)) // pg-isolation-unverifiable
        continue;
      if (fault && seen.insert(identityOf(hole, *fault)).second)
        injections.push_back({&query, index, i, place->role, std::move(*fault)});
    }
  }
}

} // namespace

/// What may stand behind a statement that is put in: nothing, another statement's border, or how many rows are wanted.
static bool isTail(llvm::StringRef after) {
  after = after.ltrim(" \t\r\n);");
  if (after.empty())
    return true;
  const llvm::StringRef word = after.take_while(llvm::isAlpha);
  return word.equals_insensitive("limit") || word.equals_insensitive("offset") || word.equals_insensitive("fetch");
}

/// EXPLAIN with its options, taken from the end of the text.
static llvm::StringRef withoutExplain(llvm::StringRef before) {
  const llvm::StringRef all = before;
  if (before.ends_with(")"))
    before = before.take_front(before.rfind('(')).rtrim();
  for (const char *option : {"verbose", "analyze"})
    if (before.consume_back_insensitive(option))
      before = before.rtrim();
  return before.consume_back_insensitive("explain") ? before.rtrim() : all;
}

/// Whether a whole query stands behind these words: COPY (query) TO, DECLARE … FOR query, PREPARE … AS query.
static bool takesQuery(llvm::StringRef before, llvm::StringRef after) {
  const bool isCopied = before.equals_insensitive("copy (") && after.ltrim().starts_with(")");
  const bool isDeclared = before.starts_with_insensitive("declare ") && before.ends_with_insensitive(" for");
  const bool isPrepared = before.starts_with_insensitive("prepare ") && before.ends_with_insensitive(" as");
  return isCopied || ((isDeclared || isPrepared) && isTail(after));
}

bool isStatementItself(const sql::Template &source, size_t hole) {
  if (!hasWords(source)) // ", " between two: all of the statement is in what is put in
    return true;
  const llvm::StringRef text = source.text;
  const size_t at = static_cast<size_t>(source.holes[hole].offset);
  const llvm::StringRef before = withoutExplain(text.take_front(at).rtrim(" \t\r\n"));
  // In quotes, and in comments, a semicolon ends nothing.
  const bool isPlain =
      before.find_first_of("'\"$") == llvm::StringRef::npos && !before.contains("--") && !before.contains("/*");
  const llvm::StringRef after = text.drop_front(at);
  return isPlain && (((before.empty() || before.ends_with(";")) && isTail(after)) || takesQuery(before, after));
}

std::vector<Injection> injectionsIn(const std::vector<Query> &queries) {
  std::vector<Injection> injections;
  for (const Query &query : queries)
    // The names of tables that a copy is given are quoted by the library.
    if (query.call->action != facts::Action::Copy)
      addFrom(query, injections);
  return injections;
}

} // namespace pgtidy::analysis
