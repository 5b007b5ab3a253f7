#include "columns.h"

namespace pgtidy::checks {

Findings schema_char(const Input &input) {
  return findColumns(
      input,
      [](const sql::Table &, const sql::Column &column) {
        return column.type == "bpchar" || column.type == "bpchar[]";
      },
      [](const std::string &names, const std::string &table) {
        return "char(n) for " + names + " of '" + table +
               "': padded with blanks to the length, and compared without them; use text with a CHECK on its length";
      },
      [](const sql::Table &table, const sql::Column &column) {
        return "ALTER TABLE " + shownTable(table) + " ALTER COLUMN " + identifier(column.name) + " TYPE text;";
      });
}

} // namespace pgtidy::checks
