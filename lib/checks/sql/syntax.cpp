#include "believable.h"
#include "place.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

namespace pgtidy::checks {

using analysis::Alternative;
using analysis::Query;

static bool isExempt(const Query &query) { return query.dialect != facts::Dialect::PostgreSQL; }

/// Where the error is in the source. An error at the end of the text, or in a part that has no place, is put at the
/// nearest byte before it that has one.
static text::Location sourceOf(const Alternative &alternative, sql::Offset offset) {
  sql::Offset last = static_cast<sql::Offset>(alternative.text.text.size()) - 1;
  for (sql::Offset at = std::min(offset, last); at >= 0; --at)
    if (text::Location location = alternative.source(at); location.isValid())
      return location;
  return {};
}

/// The server's message without what it quotes of string literals, which may be confidential, and without line ends.
static std::string serverMessage(llvm::StringRef message) {
  auto [what, near] = message.split(" at or near \"");
  if (near.empty())
    return message.str();
  bool isString = near.contains('\'') || (near.starts_with("$") && !llvm::isDigit(near[1]));
  if (isString || what.contains("unterminated") || near.contains('\n') || near.size() > 40)
    return what.str();
  return message.str();
}

/// What to do: the usual mistakes by name.
static std::string remedy(const Alternative &alternative, const sql::SyntaxError &error) {
  llvm::StringRef text(alternative.text.text);
  if (error.offset < 0 || static_cast<size_t>(error.offset) >= text.size())
    return "complete the statement";
  llvm::StringRef rest = text.substr(error.offset), before = text.take_front(error.offset).rtrim();
  bool dollarOnly = alternative.text.placeholders == sql::PlaceholderStyle::Dollar;
  if (dollarOnly && (rest.starts_with("?") || rest.starts_with(":") || before.ends_with("?") || before.ends_with(":")))
    return "write placeholders as $1, $2, …";
  const bool isPlaceholder = rest.starts_with("?") ||
                             (rest.starts_with("$") && rest.size() > 1 && llvm::isDigit(rest[1])) ||
                             (rest.starts_with(":") && rest.size() > 1 && llvm::isAlpha(rest[1]));
  if (isPlaceholder)
    return "a placeholder stands for a value, not for a name or a piece of the statement";
  if (before.ends_with(","))
    return "remove the comma before it";
  if (rest.starts_with("'") || rest.starts_with("\""))
    return "close the quotes, and double a quote that is part of the text";
  if (rest.starts_with(")") || before.ends_with(")"))
    return "check the parentheses";
  return "check the words before it, and the spaces between the parts of the text";
}

/// The second command of a text that is prepared, or that has values bound to it: the server takes one there ("cannot
/// insert multiple commands into a prepared statement"; PostgreSQL, Message Flow, Extended Query). Else -1.
static sql::Offset secondCommand(const Query &query, const Alternative &alternative) {
  const bool isPlain = alternative.text.placeholders == sql::PlaceholderStyle::Dollar;
  const bool isPrepared = query.call->action == facts::Action::Prepare || alternative.parsed.parameterCount > 0;
  const bool isSure = isPlain && isPrepared && !alternative.isDoubtful;
  return isSure && alternative.parsed.statements.size() > 1 ? alternative.parsed.statements[1].begin : -1;
}

/// The column that the first statement which gives one two values gives them; null where there is none.
static const sql::Statement *givingTwice(const Alternative &alternative) {
  for (const sql::Statement &statement : alternative.parsed.statements)
    if (!statement.givenTwice.empty())
      return &statement;
  return nullptr;
}

/// Which pieces of a text go together is not always seen: it is believed where all texts of the query do it.
static void addGivenTwice(const Input &input, const Query &query, std::set<findings::Place> &seen, Findings &findings) {
  const bool isSure =
      !query.truncated && !query.wrapperChooses && llvm::all_of(query.alternatives, [](const Alternative &alternative) {
        return !alternative.isDoubtful && givingTwice(alternative);
      });
  for (const Alternative &alternative : query.alternatives) {
    const sql::Statement *statement = isSure ? givingTwice(alternative) : nullptr;
    if (!statement)
      continue;
    findings::Finding finding = findingAt(input, query, sourceOf(alternative, statement->givenTwiceAt),
                                          "PostgreSQL rejects this statement: column \"" + statement->givenTwice +
                                              "\" is given two values; leave one of them out");
    if (seen.insert(finding.place).second)
      findings.push_back(std::move(finding));
  }
}

Findings sql_syntax(const Input &input) {
  Findings findings;
  std::set<findings::Place> seen;
  for (const Query &query : input.conclusions.queries) {
    if (isExempt(query))
      continue;
    addGivenTwice(input, query, seen, findings);
    for (const Alternative &alternative : query.alternatives) {
      if (const sql::Offset second = secondCommand(query, alternative); second >= 0) {
        findings::Finding finding =
            findingAt(input, query, sourceOf(alternative, second),
                      "PostgreSQL rejects this statement: it cannot insert multiple commands into a prepared "
                      "statement; send them one after the other, in a transaction");
        if (seen.insert(finding.place).second)
          findings.push_back(std::move(finding));
      }
      if (!alternative.parsed.error || !isBelievable(query, alternative, alternative.parsed.error->offset))
        continue;
      const sql::SyntaxError &error = *alternative.parsed.error;
      findings::Finding finding = findingAt(input, query, sourceOf(alternative, error.offset),
                                            "PostgreSQL rejects this statement: " + serverMessage(error.message) +
                                                "; " + remedy(alternative, error));
      if (seen.insert(finding.place).second)
        findings.push_back(std::move(finding));
    }
  }
  return findings;
}

} // namespace pgtidy::checks
