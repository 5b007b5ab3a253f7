#include "hover.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace pgtidy::lsp {

namespace {

constexpr size_t mostShown = 3;

/// Clauses that begin a line; longer ones first where one begins another.
constexpr llvm::StringRef clauses[] = {"LEFT JOIN",   "RIGHT JOIN", "FULL JOIN", "INNER JOIN", "CROSS JOIN", "JOIN",
                                       "FROM",        "WHERE",      "GROUP BY",  "HAVING",     "ORDER BY",   "LIMIT",
                                       "OFFSET",      "UNION",      "INTERSECT", "EXCEPT",     "VALUES",     "SET",
                                       "ON CONFLICT", "RETURNING",  "USING",     "FOR UPDATE"};

bool isWord(char c) { return llvm::isAlnum(c) || c == '_'; }

/// The end of the string, name or comment that begins at `at`, or `at`.
size_t pastQuoted(llvm::StringRef sql, size_t at) {
  if (sql[at] == '\'' || sql[at] == '"')
    return std::min(sql.find(sql[at], at + 1), sql.size() - 1) + 1;
  if (sql.substr(at).starts_with("--"))
    return std::min(sql.find('\n', at), sql.size());
  return at;
}

llvm::StringRef clauseAt(llvm::StringRef sql, size_t at) {
  if (at > 0 && isWord(sql[at - 1]))
    return {};
  for (llvm::StringRef clause : clauses) {
    llvm::StringRef here = sql.substr(at);
    if (here.starts_with_insensitive(clause) && (here.size() == clause.size() || !isWord(here[clause.size()])))
      return clause;
  }
  return {};
}

/// White space folded, but for line ends that close a comment.
std::string folded(llvm::StringRef sql) {
  std::string text;
  for (size_t at = 0; at < sql.size();) {
    size_t past = pastQuoted(sql, at);
    if (past > at) {
      text += sql.slice(at, past);
      if (sql[at] == '-' && past < sql.size())
        text += '\n';
      at = past + (sql[at] == '-');
    } else if (llvm::isSpace(sql[at])) {
      if (!text.empty() && text.back() != ' ' && text.back() != '\n')
        text += ' ';
      ++at;
    } else {
      text += sql[at++];
    }
  }
  return llvm::StringRef(text).rtrim().str();
}

bool holds(const findings::Statement &statement, const findings::Place &place) {
  return llvm::any_of(statement.pieces, [&](const findings::Piece &piece) {
    return piece.place.file == place.file && piece.place.line == place.line && piece.place.column <= place.column &&
           place.column < piece.place.column + piece.length;
  });
}

std::string lineFor(const findings::TableUse &use) {
  std::string text = "- `" + use.table + "` (" + use.operation + (use.owner.empty() ? "" : ", " + use.owner) + "): **" +
                     std::string(word(use.scope)) + "**";
  if (!use.principal.empty())
    text += " by `" + use.principal + "`";
  if (!use.reason.empty() && use.scope != findings::Scope::Scoped)
    text += " — " + use.reason;
  if (!use.remedy.empty())
    text += "; add `" + use.remedy + "`";
  return text + "\n";
}

std::string described(const findings::Statement &statement) {
  std::string text = "```sql\n" + laidOut(statement.text) + "\n```\n";
  if (statement.tables.empty())
    return text + "Touches no user's rows.\n";
  for (const findings::TableUse &use : statement.tables)
    text += lineFor(use);
  return text;
}

} // namespace

std::string laidOut(std::string_view sql) {
  std::string source = folded(sql);
  std::string text;
  int depth = 0;
  for (size_t at = 0; at < source.size();) {
    size_t past = pastQuoted(source, at);
    if (past > at) {
      text += llvm::StringRef(source).slice(at, past);
      at = past;
      continue;
    }
    depth += source[at] == '(' ? 1 : source[at] == ')' ? -1 : 0;
    llvm::StringRef clause = depth == 0 ? clauseAt(source, at) : llvm::StringRef();
    if (!clause.empty() && !text.empty()) {
      text = llvm::StringRef(text).rtrim().str() + "\n" + source.substr(at, clause.size());
      at += clause.size();
    } else {
      text += source[at++];
    }
  }
  return text;
}

std::string hoverAt(const findings::Place &place, const findings::Results &results) {
  std::string text;
  size_t found = 0;
  for (const findings::Statement &statement : results.statements) {
    if (!holds(statement, place) || ++found > mostShown)
      continue;
    text += (text.empty() ? "" : "\n---\n") + described(statement);
  }
  if (found > mostShown)
    text += "\n" + std::to_string(found - mostShown) + " more texts are built here.\n";
  return text;
}

} // namespace pgtidy::lsp
