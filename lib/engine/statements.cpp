#include "statements.h"

#include "findings/redact.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <tuple>

namespace pgtidy::engine {

using analysis::OwnerKind;
using analysis::TableReference;
using analysis::Use;
using findings::Scope;

static std::string ownerOf(const analysis::TableOwnership &ownership) {
  switch (ownership.kind) {
  case OwnerKind::None:
    return {};
  case OwnerKind::Users:
    return "a users table";
  case OwnerKind::Member:
    return ownership.heir.empty() ? "by membership"
                                  : "by rows of " + llvm::StringRef(ownership.heir).rsplit('.').second.str();
  case OwnerKind::Column:
    return "owned by " + llvm::join(ownership.ownerColumns, ", ");
  case OwnerKind::Parent:
    break;
  }
  std::string text;
  for (const analysis::ParentLink &link : ownership.parents)
    text += (text.empty() ? "through " : ", ") + llvm::StringRef(link.parent).rsplit('.').second.str() + " by " +
            llvm::join(link.columns, ", ");
  return text;
}

static std::string operationOf(Use use) {
  switch (use) {
  case Use::Read:
    return "read";
  case Use::Update:
    return "update";
  case Use::Delete:
    return "delete";
  case Use::Insert:
    return "insert";
  case Use::Merge:
    return "merge";
  case Use::CopyOut:
    return "copy out";
  case Use::CopyIn:
    return "copy in";
  case Use::Truncate:
    return "truncate";
  }
  return {};
}

static Scope scopeOf(analysis::Verdict verdict) {
  switch (verdict) {
  case analysis::Verdict::Closed:
    return Scope::Scoped;
  case analysis::Verdict::Constant:
    return Scope::Constant;
  case analysis::Verdict::Open:
  case analysis::Verdict::Guarded: // the statement is open, what keeps users apart is not in it
    return Scope::Open;
  case analysis::Verdict::OwnershipChange:
    return Scope::OwnershipChange;
  case analysis::Verdict::Undecided:
    return Scope::Undecided;
  }
  return Scope::Undecided;
}

static findings::TableUse useOf(const TableReference &reference) {
  bool isClosed = reference.verdict == analysis::Verdict::Closed;
  return {reference.table,
          ownerOf(reference.ownership),
          operationOf(reference.use),
          scopeOf(reference.verdict),
          reference.principal,
          reference.reason,
          isClosed ? std::string() : reference.predicate};
}

/// The text with each run-time value as `{expression}`.
static std::string shownText(const analysis::Alternative &alternative) {
  std::string text;
  size_t done = 0;
  for (size_t index = 0; index < alternative.text.holes.size(); ++index) {
    size_t offset = alternative.text.holes[index].offset;
    text.append(alternative.text.text, done, offset - done);
    std::string expression = index < alternative.holes.size() ? alternative.holes[index].expression : "";
    text += "{" + (expression.empty() ? "…" : expression) + "}";
    done = offset;
  }
  return findings::redact(text + alternative.text.text.substr(done));
}

static findings::Place placeOf(const facts::Program &program, text::Location location) {
  if (!location.isValid())
    return {};
  return {program.files.path(location.file), location.line, location.column};
}

static findings::Statement statementOf(const analysis::Query &query, const analysis::Alternative &alternative,
                                       const facts::Program &program) {
  findings::Statement statement;
  statement.call = placeOf(program, query.way.empty() ? query.call->location : query.way.front().location);
  statement.text = shownText(alternative);
  for (const facts::Run &run : alternative.runs)
    if (run.source.isValid())
      statement.pieces.push_back({placeOf(program, run.source), run.spelled ? run.spelled : run.length});
  statement.place = statement.pieces.empty() ? statement.call : statement.pieces.front().place;
  for (const analysis::StatementVerdict &verdict : alternative.verdicts)
    for (const TableReference &reference : verdict.references)
      statement.tables.push_back(useOf(reference));
  return statement;
}

std::vector<findings::Statement> statementsOf(const analysis::Conclusions &conclusions) {
  std::vector<findings::Statement> statements;
  for (const analysis::Query &query : conclusions.queries)
    for (const analysis::Alternative &alternative : query.alternatives)
      statements.push_back(statementOf(query, alternative, *conclusions.program));
  auto order = [](const findings::Statement &statement) {
    return std::tie(statement.place, statement.text, statement.call);
  };
  std::sort(statements.begin(), statements.end(), [&](const auto &a, const auto &b) { return order(a) < order(b); });
  auto isSame = [&](const auto &a, const auto &b) { return order(a) == order(b); };
  statements.erase(std::unique(statements.begin(), statements.end(), isSame), statements.end());
  return statements;
}

} // namespace pgtidy::engine
