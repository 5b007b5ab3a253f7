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
  int depth = 0;           ///< parentheses that are open at the offset, and not at the beginning
  bool conditions = false; ///< the block at the beginning has a condition of its own, which ends before the offset
  bool inSubquery = false; ///< a parenthesis that is open at the offset begins with SELECT
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
  std::vector<bool> selects; // for each open parenthesis
  int lowest = 0;
  bool opened = false;
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
      if (opened)
        selects.back() = word == "select" || word == "with";
      opened = false;
      clause.conditions |= clause.depth == 0 && lowest == 0 && (word == "where" || word == "on");
      if (std::find(Words.begin(), Words.end(), word) != Words.end()) {
        clause.word = word;
        clause.complete = false;
      } else if (word != "by")
        clause.complete = true;
    } else {
      opened = c == '(' || (opened && std::isspace(static_cast<unsigned char>(c)));
      if (c == '(') {
        ++clause.depth;
        selects.push_back(false);
      } else if (c == ')') {
        lowest = std::min(lowest, --clause.depth);
        if (!selects.empty())
          selects.pop_back();
      }
      if (c == ',')
        clause.complete = false;
      else if (!std::isspace(static_cast<unsigned char>(c)))
        clause.complete = true;
      ++at;
    }
  }
  clause.inSubquery = std::find(selects.begin(), selects.end(), true) != selects.end();
  clause.conditions &= lowest < 0;
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

/// Whether what comes next at `at` can follow a whole condition.
bool endsCondition(std::string_view text, size_t at) {
  while (at < text.size() && std::isspace(static_cast<unsigned char>(text[at])))
    ++at;
  if (at >= text.size() || text[at] == ')' || text[at] == ';')
    return true;
  size_t end = at;
  while (end < text.size() && isWordByte(text[end]))
    ++end;
  std::string word(text.substr(at, end - at));
  std::transform(word.begin(), word.end(), word.begin(), [](unsigned char b) { return std::tolower(b); });
  static constexpr std::array<std::string_view, 11> Next{"and",    "or",    "order", "group",     "having", "limit",
                                                         "offset", "fetch", "for",   "returning", "union"};
  return std::find(Next.begin(), Next.end(), word) != Next.end();
}

/// ({condition}): what is put in stays inside.
bool standsInParentheses(std::string_view text, size_t at) {
  size_t before = text.find_last_not_of(" \t\n", at == 0 ? 0 : at - 1), after = text.find_first_not_of(" \t\n", at);
  return at > 0 && before != std::string_view::npos && text[before] == '(' && after != std::string_view::npos &&
         text[after] == ')';
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
        hole.role != sql::HoleRole::Value && hole.role != sql::HoleRole::String && hole.role != sql::HoleRole::Ignored;
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

bool mayWeakenCondition(const sql::Parsed &parsed, const sql::Template &source, int index, sql::Offset table) {
  for (size_t i = 0; i < parsed.holes.size() && i < source.holes.size(); ++i) {
    const sql::ParsedHole &hole = parsed.holes[i];
    size_t offset = source.holes[i].offset;
    if (source.holes[i].filling != sql::Filling::Raw || hole.statement != index || hole.insideQuotes ||
        standsInParentheses(source.text, offset) || static_cast<sql::Offset>(offset) < table)
      continue;
    Clause clause = clauseAt(source.text, table < 0 ? 0 : static_cast<size_t>(table), offset);
    bool piece = hole.role == sql::HoleRole::Clause && clause.complete;
    bool whole = (hole.role == sql::HoleRole::Clause || hole.role == sql::HoleRole::Value) && !clause.complete &&
                 endsCondition(source.text, offset);
    // Of a sub-query beside the table, and around one that has a condition itself, the table's rows do not depend.
    if (isCondition(clause) && (piece || whole) && !clause.inSubquery && !clause.conditions)
      return true;
  }
  return false;
}

bool mayAddTables(const sql::Parsed &parsed, const sql::Template &source, int index) {
  if (index < 0 || static_cast<size_t>(index) >= parsed.statements.size())
    return false;
  for (size_t i = 0; i < parsed.holes.size() && i < source.holes.size(); ++i) {
    const sql::ParsedHole &hole = parsed.holes[i];
    if (source.holes[i].filling != sql::Filling::Raw || hole.statement != index || hole.insideQuotes ||
        hole.role != sql::HoleRole::Clause)
      continue;
    Clause clause = clauseAt(source.text, static_cast<size_t>(parsed.statements[index].begin), source.holes[i].offset);
    if (clause.complete && (clause.word == "from" || clause.word == "join" || clause.word == "using"))
      return true;
  }
  return false;
}

} // namespace pgtidy::analysis::isolation
