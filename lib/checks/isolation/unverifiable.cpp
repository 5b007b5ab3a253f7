#include "believable.h"
#include "place.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

namespace pgtidy::checks {

using analysis::Alternative;
using analysis::Query;
using analysis::Verdict;

static const analysis::TableReference *referenceOf(const Alternative &alternative, Verdict verdict) {
  for (const analysis::StatementVerdict &statement : alternative.verdicts)
    for (const analysis::TableReference &reference : statement.references)
      if (reference.verdict == verdict)
        return &reference;
  return nullptr;
}

/// What is open or injected is reported as that; to say besides that it cannot be checked would be noise.
static bool isReportedElsewhere(const Query &query, const std::set<const Query *> &injected) {
  return injected.count(&query) || llvm::any_of(query.alternatives, [](const Alternative &alternative) {
           return referenceOf(alternative, Verdict::Open) != nullptr;
         });
}

static std::string holesOf(const Alternative &alternative) {
  std::vector<std::string> expressions;
  for (size_t index = 0; index < alternative.holes.size(); ++index) {
    bool decides = index < alternative.parsed.holes.size()
                       ? alternative.parsed.holes[index].role == sql::HoleRole::Clause
                       : alternative.text.holes[index].filling == sql::Filling::Raw;
    const std::string &expression = alternative.holes[index].expression;
    if ((decides || alternative.parsed.undecided) && !expression.empty() &&
        !llvm::is_contained(expressions, expression))
      expressions.push_back(expression);
  }
  if (expressions.empty())
    return "a part of it";
  if (expressions.size() > 3)
    expressions.resize(3);
  return "'" + llvm::join(expressions, "', '") + "'";
}

/// Whether the text begins as a definition and has no word by which it would read or write rows: that is what it is,
/// whatever is put into it.
static bool isDefinition(const Alternative &alternative) {
  static constexpr llvm::StringLiteral Defining[] = {"ALTER", "ANALYZE", "CLUSTER", "COMMENT", "CREATE",
                                                     "DROP",  "GRANT",   "REINDEX", "REVOKE",  "VACUUM"};
  static constexpr llvm::StringLiteral OnRows[] = {"SELECT", "INSERT", "UPDATE", "DELETE", "MERGE",
                                                   "COPY",   "TABLE",  "VALUES", "EXECUTE"};
  llvm::SmallVector<llvm::StringRef> words;
  llvm::SplitString(alternative.text.text, words, " \t\r\n(),;'\"");
  auto isOneOf = [](llvm::ArrayRef<llvm::StringLiteral> list, llvm::StringRef word) {
    return llvm::any_of(list, [&](llvm::StringRef known) { return known.equals_insensitive(word); });
  };
  if (words.empty() || !isOneOf(Defining, words.front()))
    return false;
  for (size_t i = 1; i < words.size(); ++i)
    if (isOneOf(OnRows, words[i]) && !(words[i].equals_insensitive("TABLE") && !words[i - 1].equals_insensitive("AS")))
      return false;
  return true;
}

/// The value of the run that is a whole statement of the text; null where there is none.
static const facts::Hole *statementPutIn(const Alternative &alternative) {
  for (size_t index = 0; index < alternative.holes.size() && index < alternative.text.holes.size(); ++index)
    if (alternative.holes[index].kind == facts::HoleKind::Text && analysis::isStatementItself(alternative.text, index))
      return &alternative.holes[index];
  return nullptr;
}

constexpr llvm::StringLiteral TooLarge = "its text is too large or nested too deeply";

/// Why the query can not be judged; empty where it can.
static std::string reasonOf(const Query &query, const std::set<const Query *> &injected, bool isToldBefore) {
  if (query.unknown && !isToldBefore)
    return query.origin.empty() ? "nothing of its text is known" : "its text is " + query.origin.front();
  if (query.alternatives.empty() && query.truncated)
    return TooLarge.str();
  if (isReportedElsewhere(query, injected))
    return {};
  for (const Alternative &alternative : query.alternatives) {
    if (const facts::Hole *statement = statementPutIn(alternative); statement && !statement->expression.empty())
      return "a statement of it is the run-time value '" + statement->expression + "'";
    if (alternative.parsed.undecided && alternative.holes.empty())
      return TooLarge.str();
    if (alternative.parsed.undecided && (!isBelievable(query, alternative) || isDefinition(alternative)))
      continue;
    if (alternative.parsed.undecided)
      return "what it says depends on " + holesOf(alternative);
    if (const analysis::TableReference *reference = referenceOf(alternative, Verdict::Undecided)) {
      std::string whether = "whether its rows of '" + reference->table + "' are one user's: ";
      return alternative.holes.empty() ? whether + reference->reason : whether + holesOf(alternative) + " decides";
    }
  }
  return {};
}

/// Only calls that are given a text: what runs by its prepared name is judged where it was prepared.
static bool takesText(const facts::Call &call) {
  return call.action == facts::Action::Execute || call.action == facts::Action::Prepare;
}

static void addOrigins(findings::Finding &finding, const Query &query) {
  for (size_t index = 1; index < query.origin.size(); ++index)
    finding.message += ", " + query.origin[index];
}

Findings isolation_unverifiable(const Input &input) {
  std::set<const Query *> injected;
  for (const analysis::Injection &injection : input.conclusions.injections)
    injected.insert(injection.query);
  Findings findings;
  std::set<findings::Place> seen, told;
  for (const Query &query : input.conclusions.queries) {
    if (!takesText(*query.call))
      continue;
    // What is set by a name of the run stands in the place of any statement of that kind: once is enough.
    const bool isToldBefore = query.setAt.isValid() && !told.insert(placeOf(input, query.setAt)).second;
    std::string reason = reasonOf(query, injected, isToldBefore);
    if (reason.empty() || !seen.insert(placeOf(input, outermostCall(*query.call, query.way))).second)
      continue;
    findings::Finding finding = findingAt(input, query, {}, "statement cannot be checked: " + reason);
    addOrigins(finding, query);
    if (reason == TooLarge) {
      finding.message += "; split it";
      finding.advice =
          "a statement of under 1 MiB can be checked: pass a long list as one array, `= ANY($1)`, many rows by "
          "COPY, and long joins as views";
      findings.push_back(std::move(finding));
      continue;
    }
    finding.message += "; write it in the program and bind the values";
    finding.advice = "keep the statements in the program as constants, choose one by name, and bind what varies:\n"
                     "  static const std::map<std::string, const char *> statements = {{\"recent\", \"SELECT … WHERE "
                     "user_id = $1\"}};\n"
                     "  txn.exec_params(statements.at(name), user);\n"
                     "files of statements that the program runs can be checked too: name them in .pgtidy under Queries";
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace pgtidy::checks
