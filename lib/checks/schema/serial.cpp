#include "columns.h"

namespace pgtidy::checks {

Findings schema_serial(const Input &input) {
  return findColumns(
      input, [](const sql::Table &, const sql::Column &column) { return column.serial; },
      [](const std::string &names, const std::string &table) {
        return "serial for " + names + " of '" + table +
               "': anyone who may write can put values beside the sequence; use an identity column";
      },
      [](const sql::Table &table, const sql::Column &column) {
        return "ALTER TABLE " + shownTable(table) + " ALTER COLUMN " + identifier(column.name) +
               " ADD GENERATED ALWAYS AS IDENTITY; -- after dropping the default";
      });
}

} // namespace pgtidy::checks
