// What queries of PostgreSQL's own tables list, as far as the catalog says it.
#pragma once

#include "sql/ast.h"
#include "sql/catalog.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pgtidy::sql {

/// The rows of a query of pg_tables, or of `tables` or `columns` of information_schema (System Views; The Information
/// Schema), by the names of their columns: of what the catalog has now. `current` is the schema that current_schema()
/// gives. Nothing where the query is another, or asks for what is not followed.
std::optional<std::vector<std::map<std::string, std::string>>> listedBy(const Query &query, const Catalog &catalog,
                                                                        const std::string &current);

} // namespace pgtidy::sql
