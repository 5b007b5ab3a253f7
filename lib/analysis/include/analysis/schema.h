// The schema and its history: each statement of the migrations with what held when it ran.
#pragma once

#include "sql/catalog.h"
#include "sql/change.h"
#include "text/line_index.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::analysis {

/// PostgreSQL's lock modes on tables, weakest first (manual, "Table-Level Locks").
enum class Lock : uint8_t {
  None,
  AccessShare,
  RowShare,
  RowExclusive,
  ShareUpdateExclusive,
  Share,
  ShareRowExclusive,
  Exclusive,
  AccessExclusive,
};

/// "ACCESS EXCLUSIVE".
std::string_view lockName(Lock lock);
/// What waits for it: "reads and writes", "writes", or "" when only other changes of the schema do.
std::string_view blockedBy(Lock lock);

/// A change with the state of the schema before it.
struct ChangeBefore {
  sql::Change change;
  Lock lock = Lock::None;            ///< on the table; None when the table is new
  bool rewrites = false;             ///< writes every row anew under that lock
  bool scans = false;                ///< reads every row under that lock
  bool existing = false;             ///< it concerns a table that was there before the file
  bool known = false;                ///< that table is in the catalog
  std::optional<sql::Column> column; ///< as it was, where the change is to one that is known
  bool provenNotNull = false;        ///< a validated CHECK says that the column is not null
  bool unvalidated = false;          ///< VALIDATE of a constraint that this transaction added NOT VALID
  bool replaced = false;             ///< what is dropped is made again in the same file, or was made in it
};

/// Who began the transaction that a statement runs in.
enum class InTransaction : uint8_t { No, Script, Tool };

/// A statement of a migration.
struct MigrationStep {
  int32_t file = -1; ///< in Schema::migrations and Catalog::files
  sql::Offset begin = 0;
  sql::Offset end = 0;
  std::string tag;
  std::vector<ChangeBefore> changes;
  InTransaction inTransaction = InTransaction::No;
  int32_t transaction = -1; ///< the same number for the statements of one transaction of the file
  bool lockTimeout = false; ///< lock_timeout is set before it, in the file or for the role or database
  bool statementTimeout = false;
};

/// Whether PostgreSQL refuses the statement in a transaction: it builds or drops something CONCURRENTLY.
bool needsNoTransaction(const MigrationStep &step);

/// What the way down of a migration leaves behind.
struct DownVerdict {
  bool isEmpty = false;                 ///< there is a place for it, and nothing in it
  bool isMissing = false;               ///< the tool's file for it is not there
  std::vector<std::string> differences; ///< what is not as it was before: "table orders is still there"
};

struct Schema {
  sql::Catalog catalog;
  std::vector<sql::Migration> migrations; ///< in the order applied; their indexes are those of Catalog::files
  std::vector<text::LineIndex> lines;     ///< of each file
  std::vector<MigrationStep> steps;       ///< in the order applied
  std::vector<DownVerdict> downs;         ///< of each migration
  std::vector<sql::SchemaProblem> problems;

  /// The steps of one file, in order.
  std::vector<const MigrationStep *> stepsOf(int32_t file) const;
  /// Whether any table has row-level security or a policy.
  bool usesPolicies() const;
};

/// Applies the files, in order, and keeps what held before each statement.
Schema readSchema(const std::vector<sql::Migration> &migrations);

} // namespace pgtidy::analysis
