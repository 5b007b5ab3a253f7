#include "engine/judge_text.h"

#include "schema.h"

namespace pgtidy::engine {

namespace {

/// The text in the first of the usual ways to write parameters that the grammar accepts.
sql::Parsed parseText(sql::Template &source) {
  using Style = sql::PlaceholderStyle;
  sql::Parsed first;
  for (Style style : {Style::Dollar, Style::Question, Style::Colon, Style::DollarOrQuestion, Style::QuestionOrColon}) {
    source.placeholders = style;
    sql::Parsed parsed = sql::parse(source);
    if (!parsed.error)
      return parsed;
    if (style == Style::Dollar)
      first = std::move(parsed);
  }
  source.placeholders = Style::Dollar;
  return first;
}

/// Statements that read and write no rows by their own text.
void sayWhyNotJudged(const sql::Statement &statement, JudgedStatement &judged) {
  using Kind = sql::StatementKind;
  const sql::Statement *run = &statement; // by EXPLAIN ANALYZE EXECUTE, CREATE TABLE … AS EXECUTE
  while (run->inner && (run->kind == Kind::Explain || run->kind == Kind::CreateAs))
    run = run->inner.get();
  switch (run->kind) {
  case Kind::ExecuteName:
    judged.notJudged = "runs `" + run->name + "`, which is judged where it is prepared";
    judged.isProven = false;
    return;
  case Kind::Ddl:
  case Kind::View:
    judged.notJudged = "changes what the database has; its schema is reviewed, not judged like a query";
    return;
  case Kind::Set:
  case Kind::Transaction:
    judged.notJudged = "reads and writes no rows";
    return;
  case Kind::Other:
    judged.isProven = statement.tag != "FetchStmt";
    judged.notJudged = judged.isProven ? "is no query, and not judged"
                                       : "reads the rows of a cursor, which is judged where it is declared";
    return;
  default:
    return;
  }
}

} // namespace

llvm::Expected<std::vector<JudgedStatement>> judgeText(llvm::StringRef sql, const Config &config,
                                                       std::vector<findings::Problem> &problems) {
  sql::Template source{sql.str(), {}};
  sql::Parsed parsed = parseText(source);
  if (parsed.error)
    return llvm::createStringError("the statement does not parse: " + parsed.error->message);
  if (parsed.undecided)
    return llvm::createStringError("the statement is too large to analyse");
  sql::Catalog catalog = readCatalog(config, problems);
  analysis::Ownership ownership(catalog, config.users);
  for (const sql::Statement &statement : parsed.statements) {
    ownership.learnSearchPath(statement);
    ownership.learn(statement);
  }
  std::vector<JudgedStatement> judged;
  for (const sql::Statement &statement : parsed.statements) {
    JudgedStatement &one = judged.emplace_back();
    one.text = source.text.substr(statement.begin, statement.end - statement.begin);
    one.verdict = analysis::explain(statement, parsed, source, ownership);
    one.hasSchema = !catalog.empty();
    if (statement.copy && statement.copy->from) {
      one.notJudged = "puts rows in that do not stand in the text, and is not judged";
      one.isProven = false;
      one.verdict.references.clear();
    } else if (!one.verdict.userOwned())
      sayWhyNotJudged(statement, one);
  }
  return judged;
}

} // namespace pgtidy::engine
