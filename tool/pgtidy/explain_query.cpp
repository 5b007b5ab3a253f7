#include "explain_query.h"

#include "engine/judge_text.h"
#include "inputs.h"
#include "messages.h"
#include "run.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace pgtidy::tool {

namespace {

using analysis::TableReference;
using analysis::Use;
using analysis::Verdict;
using llvm::outs;

llvm::StringRef shown(Use use) {
  switch (use) {
  case Use::Read:
    return "read";
  case Use::Update:
    return "updated";
  case Use::Delete:
    return "deleted from";
  case Use::Insert:
    return "inserted into";
  case Use::Merge:
    return "merged into";
  case Use::CopyOut:
    return "copied out";
  case Use::CopyIn:
    return "copied in";
  case Use::Truncate:
    return "truncated";
  }
  return "";
}

llvm::StringRef shown(Verdict verdict) {
  switch (verdict) {
  case Verdict::Closed:
    return "scoped";
  case Verdict::Constant:
    return "one fixed user";
  case Verdict::Open:
  case Verdict::Guarded:
    return "NOT scoped";
  case Verdict::OwnershipChange:
    return "changes the owner";
  case Verdict::Undecided:
    return "cannot be decided";
  }
  return "";
}

void printIndented(llvm::StringRef label, llvm::StringRef text) {
  outs() << "    " << label << '\n';
  for (; !text.empty(); text = text.split('\n').second)
    outs() << "      " << text.split('\n').first << '\n';
}

void print(const TableReference &reference) {
  outs() << "  " << reference.table << (reference.alias.empty() ? "" : " " + reference.alias) << " ("
         << shown(reference.use) << "): " << shown(reference.verdict);
  outs() << (reference.reason.empty() ? "" : ": " + reference.reason);
  outs() << (reference.ownership.byName ? " (judged by its name: no schema is configured)\n" : "\n");
  for (const std::string &tie : reference.ties)
    outs() << "    by  " << tie << '\n';
  if (llvm::StringRef(reference.predicate).starts_with("SELECT "))
    printIndented("take the parent from the user's rows, in place of VALUES:", reference.predicate);
  else if (!reference.predicate.empty())
    printIndented("tie it to the user in the statement:", reference.predicate);
  if (!reference.policy.empty())
    printIndented(reference.predicate.empty() ? "a policy in the database, for every statement:"
                                              : "or in the database, for every statement:",
                  reference.policy);
}

} // namespace

int explainQuery(const Options &options) {
  llvm::Expected<engine::Config> config = configFor(options, ".");
  if (!config)
    return fail(config.takeError());
  std::vector<findings::Problem> problems;
  llvm::Expected<std::vector<engine::JudgedStatement>> judged = engine::judgeText(options.query, *config, problems);
  tell(problems, "problem");
  if (!judged)
    return fail(judged.takeError());
  bool scoped = true;
  for (const engine::JudgedStatement &statement : *judged) {
    outs() << statement.text << '\n';
    scoped &= statement.isProven;
    if (!statement.notJudged.empty())
      outs() << "  " << statement.notJudged << '\n';
    else if (statement.verdict.readsSystem && !statement.verdict.userOwned())
      outs() << "  reads catalogs of the system, which are not judged\n";
    else if (!statement.verdict.userOwned() && statement.verdict.unknownTables.empty())
      outs() << (statement.hasSchema ? "  reaches no row of another user\n"
                                     : "  names no owner column; without a schema (--schema) names decide\n");
    scoped &= statement.verdict.unknownTables.empty();
    for (const std::string &table : statement.verdict.unknownTables)
      outs() << "  " << table << ": not in the schema; whose its rows are is not known\n";
    for (const TableReference &reference : statement.verdict.references) {
      print(reference);
      scoped &= reference.verdict == Verdict::Closed;
    }
  }
  return scoped ? clean : errorsFound;
}

} // namespace pgtidy::tool
