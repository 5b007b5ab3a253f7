#include "columns.h"

namespace pgtidy::checks {

Findings schema_timestamp(const Input &input) {
  return findColumns(
      input, [](const sql::Table &, const sql::Column &column) { return column.type == "timestamp"; },
      [](const std::string &names, const std::string &table) {
        return "timestamp without time zone for " + names + " of '" + table +
               "': what moment it means depends on who wrote it and who reads; use timestamptz";
      },
      [](const sql::Table &table, const sql::Column &column) {
        return "ALTER TABLE " + shownTable(table) + " ALTER COLUMN " + identifier(column.name) +
               " TYPE timestamptz USING " + identifier(column.name) +
               " AT TIME ZONE 'UTC'; -- if it was written in UTC";
      });
}

} // namespace pgtidy::checks
