#include "columns.h"

namespace pgtidy::checks {

/// Types whose values do not survive pg_upgrade (regclass, regrole and regtype do).
static bool isUnstable(const std::string &type) {
  return type == "regcollation" || type == "regconfig" || type == "regdictionary" || type == "regnamespace" ||
         type == "regoper" || type == "regoperator" || type == "regproc" || type == "regprocedure";
}

Findings schema_reg_type(const Input &input) {
  return findColumns(
      input, [](const sql::Table &, const sql::Column &column) { return isUnstable(column.type); },
      [](const std::string &names, const std::string &table) {
        return "numbers of objects in " + names + " of '" + table +
               "': they are others after pg_upgrade, which refuses them; keep the name as text";
      },
      [](const sql::Table &table, const sql::Column &column) {
        return "ALTER TABLE " + shownTable(table) + " ALTER COLUMN " + identifier(column.name) + " TYPE text;";
      });
}

} // namespace pgtidy::checks
