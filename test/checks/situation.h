// Conclusions made by hand: one query in one file, as the checks are given them.
#pragma once

#include "checks/check.h"

#include <string>
#include <vector>

namespace pgtidy::checks {

/// A program of one file, "src/orders.cpp", with one call in line 10 whose text begins in line 9, column 5.
class Situation {
public:
  explicit Situation(std::string sql, std::string library = "libpqxx");

  /// Lets the text come through a wrapper that is called in `line`.
  void wrapIn(std::string callee, uint32_t line);
  /// Adds a reference to the table at `offset` of the text.
  analysis::TableReference &refer(analysis::Verdict verdict, std::string table, sql::Offset offset);
  /// Puts a run-time value at `offset` of the text.
  facts::Hole &fill(std::string expression, uint32_t offset, sql::ParsedHole parsed);
  void inject(sql::HoleRole role, std::string why = "");
  /// A literal value of a connection that the call makes.
  void connect(std::string keyword, uint32_t line, uint32_t column);

  analysis::Query &query() { return Conclusions.queries.front(); }
  analysis::Alternative &text() { return query().alternatives.front(); }
  facts::Call &call() { return Program.calls.front(); }
  text::Location at(uint32_t line, uint32_t column) const { return {0, line, column, 0}; }

  Findings run(Findings (*check)(const Input &));
  Settings settings;

private:
  facts::Program Program;
  analysis::Conclusions Conclusions;
};

Findings connection_hardcoded(const Input &);
Findings isolation_constant_user(const Input &);
Findings isolation_ownership_change(const Input &);
Findings isolation_unscoped(const Input &);
Findings isolation_unverifiable(const Input &);
Findings orm_bypass(const Input &);
Findings sql_injection(const Input &);
Findings sql_syntax(const Input &);

} // namespace pgtidy::checks
