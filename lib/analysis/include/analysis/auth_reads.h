// What statements read of a provider's secrets.
#pragma once

#include "analysis/auth.h"
#include "sql/ast.h"

#include <string>
#include <vector>

namespace pgtidy::analysis {

struct SecretRead {
  std::string table;
  std::string column; ///< "*" for all
  sql::Offset location = -1;
};

/// The secret columns of the provider's tables that `statement` reads, anywhere in it.
std::vector<SecretRead> secretReads(const sql::Statement &statement, const ManagedTables &tables);

/// Calls in `statement` of functions that make or check hashes of passwords.
std::vector<sql::Offset> passwordHashes(const sql::Statement &statement);

} // namespace pgtidy::analysis
