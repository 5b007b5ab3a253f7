// Definitions that the program itself executes.
#include "analysis/conclusions.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace pgtidy::analysis {
namespace {

/// In which order definitions of a kind apply, whatever the order of the calls; -1 for what is not taken in: to drop or
/// to rename is what tests and upgrades do.
int rankOf(const sql::Statement &statement, std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, int>, 8> Ranks{{{"CreateEnumStmt", 0},
                                                                          {"CreateStmt", 1},
                                                                          {"AlterTableStmt", 2},
                                                                          {"IndexStmt", 3},
                                                                          {"ViewStmt", 4},
                                                                          {"CreateFunctionStmt", 5},
                                                                          {"CreatePolicyStmt", 6},
                                                                          {"CreateTrigStmt", 7}}};
  auto found = std::find_if(Ranks.begin(), Ranks.end(), [&](const auto &rank) { return rank.first == statement.tag; });
  if (found == Ranks.end())
    return -1;
  std::string upper(text);
  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
  bool takesAway = statement.tag == "AlterTableStmt" &&
                   (upper.find("DROP") != std::string::npos || upper.find("DISABLE") != std::string::npos);
  return takesAway ? -1 : found->second;
}

bool isPostgres(const facts::Call &call) {
  return call.dialect != facts::Dialect::SQLite && call.dialect != facts::Dialect::MySQL;
}

/// The statement at its place: blanks before it stand for the source before it, so that positions are the file's.
std::string placed(const std::string &statement, text::Location location) {
  if (!location.isValid())
    return statement;
  return std::string(location.line - 1, '\n') + std::string(location.column - 1, ' ') + statement;
}

} // namespace

std::vector<sql::Migration> definitionsIn(const std::vector<Query> &queries, const facts::Program &program) {
  std::multimap<int, sql::Migration> found; // of one rank in the order of the calls
  std::set<std::string> seen;
  for (const Query &query : queries) {
    if (!isPostgres(*query.call))
      continue;
    for (const Alternative &alternative : query.alternatives)
      for (const sql::Statement &statement : alternative.parsed.statements) {
        std::string text = alternative.text.text.substr(statement.begin, statement.end - statement.begin);
        int rank = alternative.holes.empty() ? rankOf(statement, text) : -1;
        if (rank < 0 || !seen.insert(text).second)
          continue;
        text::Location place = alternative.source(statement.begin);
        if (!place.isValid())
          place = query.call->location;
        found.insert({rank, {program.files.path(place.file), placed(text, place)}});
      }
  }
  std::vector<sql::Migration> result;
  for (auto &[rank, definition] : found)
    result.push_back(std::move(definition));
  return result;
}

} // namespace pgtidy::analysis
