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
  for (const sql::Statement &statement : parsed.statements)
    ownership.learn(statement);
  std::vector<JudgedStatement> judged;
  for (const sql::Statement &statement : parsed.statements)
    judged.push_back({source.text.substr(statement.begin, statement.end - statement.begin),
                      analysis::explain(statement, parsed, source, ownership), !catalog.empty()});
  return judged;
}

} // namespace pgtidy::engine
