// What the functions that a statement calls do with user-owned tables, as far as the catalog has their bodies.
#pragma once

#include "analysis/isolation.h"

#include <map>
#include <optional>

namespace pgtidy::analysis::isolation {

/// A body that is judged: of an overload, for a trigger as it is fired, or of DO.
struct EnteredBody {
  std::string function; ///< with its schema and the types of its arguments
  std::string body;
  const sql::Query *rows = nullptr; ///< of a trigger: what NEW and OLD are

  bool operator==(const EnteredBody &) const = default;
};

/// The calls that led to a body.
struct CallChain {
  std::vector<EnteredBody> bodies;    ///< outermost first
  int left = 100;                     ///< bodies that may still be judged for the statement
  bool withinWrite = false;           ///< what is run is by a statement that writes, before that ends
  bool ownerRights = false;           ///< a function among them runs with its owner's rights
  std::optional<bool> builtInsHidden; ///< by the search_path that the innermost of them sets; none sets one: nothing
  const sql::Query *rows = nullptr;   ///< of a trigger: what NEW and OLD are
  std::string tiedToSession;          ///< a table that a function among them ties to the session's user
  std::string setsWhoAsks;            ///< what of the statement changes whose session it is; "" when nothing does
};

struct RowBetween;

/// How a statement calls functions.
struct CallContext {
  const Ownership &ownership;
  const std::vector<std::string> &holeNames;
  std::string principal; ///< what ties the rest of the statement; "" when nothing does
  UserKeys keys;         ///< of which column of the users table that is
  bool isPositional;     ///< parameters have no numbers, so that several may be the same user
  CallChain &chain;
  /// Arguments, with the columns of the users table by which they are known to be `principal`.
  const std::map<const sql::Expr *, UserKeys> &given;
  /// Calls whose queries were judged where they stand, with whether `principal` closes what they read.
  const std::map<const sql::Expr *, bool> &judged;
  /// Rows of which triggers change whose they are.
  const std::vector<RowBetween> &between;
};

/// A reference, at the call, for each user-owned table that a called function does not keep to one user. The body of a
/// function in SQL or PL/pgSQL, of DO, and of the triggers that the statement fires is judged; of other languages only
/// the tables' names are looked for.
std::vector<TableReference> callsOf(const sql::Statement &statement, const CallContext &context);

/// judge() for the body of a function.
StatementVerdict judgeBody(const sql::Statement &statement, const sql::Parsed &parsed, const sql::Template &source,
                           const Ownership &ownership, CallChain &chain);

} // namespace pgtidy::analysis::isolation
