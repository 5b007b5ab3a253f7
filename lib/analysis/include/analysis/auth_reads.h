// What statements read of a provider's secrets.
#pragma once

#include "analysis/auth.h"
#include "sql/ast.h"

#include <string>
#include <vector>

namespace pgtidy::analysis {

/// A column of a provider's table in a statement.
struct SecretRead {
  std::string table;
  std::string column; ///< "*" for all
  sql::Offset location = -1;
};

/// The secret columns of the provider's tables that `statement` reads, anywhere in it.
std::vector<SecretRead> secretReads(const sql::Statement &statement, const ManagedTables &tables);

/// The columns of the provider's tables that a user may edit and that `statement` takes for equal with a column of
/// another table: whoever edits his own gets what is somebody else's.
std::vector<SecretRead> editableJoins(const sql::Statement &statement, const ManagedTables &tables);

/// Whether a query asks who the session is.
bool asksSession(const sql::Query &query);

/// Calls in `statement` of functions that make or check hashes of passwords.
std::vector<sql::Offset> passwordHashes(const sql::Statement &statement);

} // namespace pgtidy::analysis
