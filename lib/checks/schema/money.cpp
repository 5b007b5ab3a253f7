#include "columns.h"

namespace pgtidy::checks {

/// A name that says money, in a type that rounds.
static bool isMoney(const sql::Column &column) {
  if (column.type != "float4" && column.type != "float8" && column.type != "money")
    return false;
  llvm::StringRef name(column.name);
  for (llvm::StringRef word : {"price", "amount", "balance", "salary", "payment", "revenue", "subtotal", "cost", "fee"})
    if (name == word || name.starts_with((word + "_").str()) || name.ends_with(("_" + word).str()))
      return true;
  return column.type == "money";
}

Findings schema_money(const Input &input) {
  return findColumns(
      input, [](const sql::Table &, const sql::Column &column) { return isMoney(column); },
      [](const std::string &names, const std::string &table) {
        return "amounts of money as binary fractions in " + names + " of '" + table +
               "': 0.1 + 0.2 is not 0.3 there; use numeric, or whole cents";
      },
      [](const sql::Table &table, const sql::Column &column) {
        return "ALTER TABLE " + shownTable(table) + " ALTER COLUMN " + identifier(column.name) + " TYPE numeric;";
      });
}

} // namespace pgtidy::checks
