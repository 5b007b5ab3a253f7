// The other ways in which names without a schema may be looked up: what ALTER ROLE, ALTER DATABASE and the program set
// the search_path to.
#pragma once

#include "analysis/isolation.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace pgtidy::analysis::isolation {

/// The schema as it is read with another search_path.
class OtherPath {
public:
  OtherPath(const sql::Catalog &catalog, const UserModel &model, std::vector<std::string> path);

  Ownership &owners() { return Owners; }
  const Ownership &owners() const { return Owners; }
  const std::vector<std::string> &path() const { return Schema.searchPath; }
  /// Whether the statement may mean something else by this path.
  bool concerns(const sql::Statement &statement) const;
  /// As a message shows it: "app, public".
  std::string shown() const;

private:
  std::set<std::string, std::less<>> Differing; ///< names that mean something else
  sql::Catalog Schema;
  Ownership Owners;
};

/// The paths that `path` may be of which a name means another table or function than in the catalog's own, or an
/// operator of the schema goes before PostgreSQL's: "$user" is `role`, and "" stands for a schema that only the run
/// knows.
std::vector<std::vector<std::string>> pathsThatDiffer(const std::vector<std::string> &path, const std::string &role,
                                                      const sql::Catalog &catalog);

/// Whether a name is in several schemas, none of which is in the catalog's search_path.
bool hasUndecidedNames(const sql::Catalog &catalog);

/// Adds to `verdict` what `other` says of the same statement where names are looked up by `path`: the worse of both.
void addFrom(const StatementVerdict &other, const OtherPath &path, StatementVerdict &verdict);

} // namespace pgtidy::analysis::isolation
