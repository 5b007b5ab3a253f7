#include "isolation/holes.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace pgtidy::analysis::isolation {
namespace {

/// The clause in which an offset stands: the last clause word before it, quoted text and comments left out. `complete`:
/// something of the clause stands between the word and the offset.
struct Clause {
  std::string word;
  bool complete = false;
};

bool isWordByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

size_t skipQuoted(std::string_view text, size_t at, size_t end) {
  char quote = text[at++];
  while (at < end && text[at] != quote)
    ++at;
  return at + 1;
}

Clause clauseAt(std::string_view text, size_t begin, size_t end) {
  static constexpr std::array<std::string_view, 22> Words{
      "select", "from",  "where",  "and",   "or",        "on",   "having", "using",  "set",    "values", "order",
      "group",  "limit", "offset", "fetch", "returning", "join", "into",   "update", "delete", "not",    "window"};
  Clause clause;
  end = std::min(end, text.size());
  for (size_t at = begin; at < end;) {
    char c = text[at];
    if (c == '\'' || c == '"') {
      at = skipQuoted(text, at, end);
      clause.complete = true;
    } else if (isWordByte(c)) {
      size_t start = at;
      while (at < end && isWordByte(text[at]))
        ++at;
      std::string word(text.substr(start, at - start));
      std::transform(word.begin(), word.end(), word.begin(), [](unsigned char b) { return std::tolower(b); });
      if (std::find(Words.begin(), Words.end(), word) != Words.end())
        clause = {word, false};
      else if (word != "by")
        clause.complete = true;
    } else {
      if (c == ',')
        clause.complete = false;
      else if (!std::isspace(static_cast<unsigned char>(c)))
        clause.complete = true;
      ++at;
    }
  }
  return clause;
}

bool isCondition(const Clause &clause) {
  return clause.word == "where" || clause.word == "and" || clause.word == "or" || clause.word == "on" ||
         clause.word == "having" || clause.word == "not";
}

bool mayAddCondition(const Clause &clause) {
  if (isCondition(clause))
    return true;
  // … FROM orders {rest}, UPDATE orders SET paid = true {rest}: a WHERE may follow.
  return (clause.word == "from" || clause.word == "join" || clause.word == "using" || clause.word == "set" ||
          clause.word == "update" || clause.word == "delete") &&
         clause.complete;
}

} // namespace

std::vector<std::string> holePrincipals(const sql::Parsed &parsed, const sql::Template &source) {
  std::vector<std::string> names(source.holes.size());
  for (size_t i = 0; i < names.size() && i < parsed.holes.size(); ++i) {
    sql::HoleRole role = parsed.holes[i].role;
    if (role != sql::HoleRole::Value && role != sql::HoleRole::String)
      continue;
    const std::string &identity = source.holes[i].identity;
    names[i] = "{" + (identity.empty() ? std::to_string(i) : identity) + "}";
  }
  return names;
}

bool mayHoldCondition(const sql::Parsed &parsed, const sql::Template &source, int index, sql::Offset table) {
  for (size_t i = 0; i < parsed.holes.size() && i < source.holes.size(); ++i) {
    const sql::ParsedHole &hole = parsed.holes[i];
    bool piece =
        hole.role == sql::HoleRole::Clause || hole.role == sql::HoleRole::Name || hole.role == sql::HoleRole::List;
    sql::Offset offset = static_cast<sql::Offset>(source.holes[i].offset);
    if (!piece || hole.statement != index || offset < table)
      continue;
    Clause clause = clauseAt(source.text, table < 0 ? 0 : static_cast<size_t>(table), source.holes[i].offset);
    if (clause.word.empty()) { // right behind the table's name
      if (hole.role == sql::HoleRole::Clause)
        return true;
      continue;
    }
    if (hole.role == sql::HoleRole::Clause ? mayAddCondition(clause) : isCondition(clause))
      return true;
  }
  return false;
}

} // namespace pgtidy::analysis::isolation
