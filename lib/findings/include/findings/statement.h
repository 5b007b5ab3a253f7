// A statement of the program and whose rows it touches: what the isolation map and an editor's hover show.
#pragma once

#include "findings/finding.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::findings {

/// How a use of a user-owned table is tied to one user.
enum class Scope : uint8_t { Scoped, Constant, Open, OwnershipChange, Undecided };

/// "scoped", "constant-user", "unscoped", "ownership-change", "undecided".
std::string_view word(Scope scope);

/// A use of a user-owned table in a statement.
struct TableUse {
  std::string table;
  std::string owner;     ///< "owned by user_id", "a users table", "through orders by order_id"
  std::string operation; ///< "read", "update", "delete", "insert", "merge", "copy out", "copy in", "truncate"
  Scope scope = Scope::Open;
  std::string principal; ///< what ties it to the user: "$1"; "" when nothing does
  std::string reason;    ///< why it is as it is
  std::string remedy;    ///< SQL that would close it; "" when it is closed
  bool operator==(const TableUse &) const = default;
};

/// Bytes of the statement as they stand in a source.
struct Piece {
  Place place;
  uint32_t length = 0; ///< bytes in that line
  bool operator==(const Piece &) const = default;
};

/// One text that reaches the database from one place.
struct Statement {
  Place place;      ///< of the text's first byte in the source, else of the call
  Place call;       ///< the outermost call that sends it
  std::string text; ///< SQL, run-time values as {expression}; no secret in it
  std::vector<Piece> pieces;
  std::vector<TableUse> tables; ///< user-owned ones, in the text's order; none: the statement touches nobody's rows
};

} // namespace pgtidy::findings
