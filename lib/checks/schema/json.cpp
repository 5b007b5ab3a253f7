#include "columns.h"

namespace pgtidy::checks {

Findings schema_json(const Input &input) {
  return findColumns(
      input, [](const sql::Table &, const sql::Column &column) { return column.type == "json"; },
      [](const std::string &names, const std::string &table) {
        return "json for " + names + " of '" + table +
               "': it has no equality, so that DISTINCT and GROUP BY fail on it, and no index; use jsonb";
      },
      [](const sql::Table &table, const sql::Column &column) {
        return "ALTER TABLE " + shownTable(table) + " ALTER COLUMN " + identifier(column.name) + " TYPE jsonb;";
      });
}

} // namespace pgtidy::checks
