// Statements that are given as a text, judged with their reasons.
#pragma once

#include "analysis/isolation.h"
#include "engine/config.h"
#include "findings/results.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace pgtidy::engine {

/// A statement of the text and what became of it.
struct JudgedStatement {
  std::string text;
  analysis::StatementVerdict verdict;
  bool hasSchema = false; ///< else names decide which tables belong to users
  std::string notJudged;  ///< why there is no verdict, of what is no query by itself; else ""
  bool isProven = true;   ///< of those: it can reach nobody's rows by itself
};

/// Judges the statements of `sql` by the schema and the users of `config`. The error says where PostgreSQL's grammar
/// does not accept the text. What is wrong with the schema is a problem.
llvm::Expected<std::vector<JudgedStatement>> judgeText(llvm::StringRef sql, const Config &config,
                                                       std::vector<findings::Problem> &problems);

} // namespace pgtidy::engine
