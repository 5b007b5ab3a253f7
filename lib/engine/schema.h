// The schema files of the configuration and of the command line, read into the schema and its history.
#pragma once

#include "analysis/schema.h"
#include "engine/config.h"
#include "extract/extract.h"
#include "findings/results.h"

#include <string>
#include <vector>

namespace pgtidy::engine {

/// The schema after all files that `config` names, and `named` after them, or as a live database has it where `config`
/// holds one; what is `unsaved` in place of what is on disk. What cannot be read is a problem; the rest goes on.
analysis::Schema readSchema(const Config &config, const std::vector<std::string> &named,
                            const extract::Unsaved &unsaved, std::vector<findings::Problem> &problems);

/// The catalog alone; what cannot be applied is a problem too.
sql::Catalog readCatalog(const Config &config, std::vector<findings::Problem> &problems);

/// Adds the program's own definitions to the catalog. What does not fit is left out.
void addDefinitions(sql::Catalog &catalog, const std::vector<sql::Migration> &definitions);

/// The statement that a key of Users.ForeignKeys, `table (column) REFERENCES table (column)`, stands for.
std::string foreignKeyDefinition(const std::string &key);

/// What the configuration says in Users of tables that the schema does not have, but for the names that hold without a
/// word, is a problem.
void checkNames(const sql::Catalog &catalog, const Config &config, std::vector<findings::Problem> &problems);

} // namespace pgtidy::engine
