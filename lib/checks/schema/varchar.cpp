#include "columns.h"

namespace pgtidy::checks {

Findings schema_varchar(const Input &input) {
  return findColumns(
      input,
      [](const sql::Table &, const sql::Column &column) {
        return column.type == "varchar" && !column.modifiers.empty();
      },
      [](const std::string &names, const std::string &table) {
        return "varchar(n) for " + names + " of '" + table +
               "': a limit in the type is hard to change later; use text with a CHECK on its length";
      },
      [](const sql::Table &table, const sql::Column &column) {
        return "ALTER TABLE " + shownTable(table) + " ALTER COLUMN " + identifier(column.name) + " TYPE text;";
      });
}

} // namespace pgtidy::checks
