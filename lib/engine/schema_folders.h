// Where a project keeps its schema.
#pragma once

#include <string>
#include <vector>

namespace pgtidy::engine {

struct SchemaFolder {
  std::string glob;    ///< relative to the project: "db/migrations/*.sql"
  unsigned tables = 0; ///< CREATE TABLE statements in its files
};

/// The folders below `root` whose SQL files create tables, the likeliest schema first. Folders that builds and package
/// managers make are left out.
std::vector<SchemaFolder> schemaFolders(const std::string &root);

} // namespace pgtidy::engine
