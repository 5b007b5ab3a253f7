// What a program made sure of before a statement, as a condition of the statement: "it would not be sent, had the
// SELECT before it given no row" is the same as "… AND EXISTS (the SELECT)".
#pragma once

#include "analysis/conclusions.h"
#include "facts/guard.h"
#include "sql/parse.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace pgtidy::analysis {

struct LookupText;

/// The one text of a lookup; null where there are several, or none is known.
using TextOfLookup = std::function<const LookupText *(const facts::Lookup &)>;

/// A statement of an alternative, to which conditions are added.
class GuardedStatement {
public:
  GuardedStatement(const Alternative &alternative, size_t statement, const facts::Situation &situation,
                   const TextOfLookup &textOf);

  /// Adds that the check was passed. False where it can not be said as a condition.
  bool add(const facts::Check &check);
  /// Adds that the value that is bound, or that stands in the hole, was read from a row of its lookup.
  bool addRead(const std::vector<facts::Operand> &bound, size_t index);
  bool addReadInserted(const facts::Operand &operand);

  StatementVerdict judge(const Ownership &ownership) const;
  /// Whether the principal is no user: it was read by one of the statement's own values, so that whose the row is says
  /// the row itself, or is written in the program.
  bool isNobody(const std::string &principal) const { return Nobody.count(principal) != 0; }

private:
  const Alternative &Original;
  const TextOfLookup &TextOf;
  sql::Parsed Parsed;
  size_t Index;
  std::map<std::string, sql::Expr> Values; ///< by identity: what the statement has them as
  std::map<std::string, int32_t> Fresh;    ///< those that it does not have
  std::set<std::string> Nobody;            ///< placeholders, as principals are called

  bool conjoin(sql::ExprPtr condition);
  sql::ExprPtr value(const facts::Operand &operand);
  bool readsTableOf(const facts::Lookup &one, const facts::Lookup &other) const;
  bool readsTableOf(const facts::Operand &operand, const facts::Lookup &other) const;
  bool isReadByOwn(const facts::Lookup &lookup) const;
  bool isReadByOwn(const facts::Operand &operand) const;
  void noteReadByOwn(const facts::Operand &operand, int32_t number);
  sql::QueryPtr query(const facts::Lookup &lookup, unsigned depth);
  sql::ExprPtr condition(const facts::Check &check);
  sql::ExprPtr oneCondition(const facts::Check &check);
  sql::ExprPtr readFrom(sql::ExprPtr value, const facts::Operand &operand, unsigned depth);
  sql::ExprPtr readFromOne(sql::ExprPtr value, const facts::Operand &operand, unsigned depth);
};

} // namespace pgtidy::analysis
