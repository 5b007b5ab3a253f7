// Where a program that has an object mapper goes round it with SQL of its own.
#pragma once

#include "analysis/conclusions.h"

#include <string>
#include <vector>

namespace pgtidy::analysis {

/// A statement, or a condition, that the program hands to the mapper's side door as text.
struct RawSql {
  const facts::Call *call = nullptr;
  const Query *query = nullptr;    ///< null for a condition
  text::Location begin;            ///< of the statement in the source; invalid where it is not written there
  std::vector<std::string> tables; ///< that the statement names, each once
  const sql::Statement *statement = nullptr;
  bool isSimple = false; ///< one table, compared with values: mappers have calls for that
};

/// All of them. Of a mapper that stands beside a driver of its own right, only statements on tables that the program
/// maps go round it. What no mapper has words for (definitions, settings, transactions, catalogues) does not.
std::vector<RawSql> rawSql(const Conclusions &conclusions);

} // namespace pgtidy::analysis
