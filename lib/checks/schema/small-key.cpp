#include "columns.h"

namespace pgtidy::checks {

/// A key that counts up by itself.
static bool isSmallKey(const sql::Table &table, const sql::Column &column) {
  const sql::Key *key = table.primaryKey();
  bool small = column.type == "int4" || column.type == "int2";
  return small && (column.serial || column.identity) && key && key->columns == std::vector<std::string>{column.name};
}

Findings schema_small_key(const Input &input) {
  return findColumns(
      input, [](const sql::Table &table, const sql::Column &column) { return isSmallKey(table, column); },
      [](const std::string &names, const std::string &table) {
        return "a key of less than eight bytes for " + names + " of '" + table +
               "': after 2147483647 (32767 for smallint) every INSERT fails; use bigint";
      },
      [](const sql::Table &table, const sql::Column &column) {
        return "ALTER TABLE " + shownTable(table) + " ALTER COLUMN " + identifier(column.name) + " TYPE bigint;";
      });
}

} // namespace pgtidy::checks
