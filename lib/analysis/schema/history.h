// Follows the statements of the migrations as they are applied.
#pragma once

#include "analysis/schema.h"
#include "downs.h"

#include <set>

namespace pgtidy::analysis {

/// Makes steps of statements. Told of each before it is applied.
class History {
public:
  explicit History(Schema &schema) : Result(schema) {}

  void statement(const sql::SchemaStatement &statement, const sql::Catalog &before);
  /// After the last.
  void finish(const sql::Catalog &after);

private:
  void openFile(int32_t file, const sql::Catalog &before);
  void closeFile(const sql::Catalog &after);
  ChangeBefore judge(const sql::Change &change, const sql::Catalog &before);
  void follow(const sql::Change &change);
  void setTransaction(MigrationStep &step) const;

  Schema &Result;
  int32_t File = -1;
  size_t FirstStep = 0;
  StateBefore Before; ///< of the file, where it has a way down
  bool InScript = false;
  int32_t Transaction = 0;
  bool LockTimeout = false, StatementTimeout = false;             ///< in the file
  bool AlwaysLockTimeout = false, AlwaysStatementTimeout = false; ///< for the role or the database
  std::set<std::string> Unvalidated; ///< names of constraints that the transaction added NOT VALID
  std::set<std::string> Made;        ///< names of what the file has made
};

} // namespace pgtidy::analysis
