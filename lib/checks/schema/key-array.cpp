#include "columns.h"

namespace pgtidy::checks {

/// The table whose keys a column by its name holds: `tags` or `tag` for `tag_ids`; null where there is none.
static const sql::Table *tableMeant(const sql::Catalog &catalog, const sql::Table &table, llvm::StringRef column) {
  if (!column.consume_back("_ids") || column.empty())
    return nullptr;
  for (const std::string &name : {column.str(), column.str() + "s", column.str() + "es",
                                  column.ends_with("y") ? column.drop_back().str() + "ies" : std::string()})
    if (const sql::Table *found = name.empty() ? nullptr : catalog.find(table.schema, name);
        found && found->kind == sql::RelationKind::Table)
      return found;
  return nullptr;
}

/// The type of a table's key of one column; "" where it has none.
static std::string keyTypeOf(const sql::Table &table) {
  for (const sql::Key &key : table.keys)
    if (key.primary && key.columns.size() == 1)
      if (const sql::Column *column = table.column(key.columns.front()))
        return column->type;
  return "";
}

Findings schema_key_array(const Input &input) {
  if (!input.conclusions.schema)
    return {};
  const sql::Catalog &catalog = input.conclusions.schema->catalog;
  return findColumns(
      input,
      [&](const sql::Table &table, const sql::Column &column) {
        llvm::StringRef type(column.type);
        const sql::Table *meant = type.consume_back("[]") ? tableMeant(catalog, table, column.name) : nullptr;
        return meant && !type.empty() && type == keyTypeOf(*meant);
      },
      [](const std::string &names, const std::string &table) {
        return names + " of '" + table +
               "' holds keys of another table, which no foreign key can guard: rows that are deleted stay in it; keep "
               "them in a table of their own";
      },
      [&](const sql::Table &table, const sql::Column &column) {
        const sql::Table *other = tableMeant(catalog, table, column.name);
        const std::string own = table.name + "_id", key = llvm::StringRef(column.name).drop_back().str();
        return "CREATE TABLE " + table.name + "_" + other->name + " (" + own + " … REFERENCES " + shownTable(table) +
               " ON DELETE CASCADE, " + key + " " + keyTypeOf(*other) + " REFERENCES " + shownTable(*other) +
               " ON DELETE CASCADE, PRIMARY KEY (" + own + ", " + key + "));";
      });
}

} // namespace pgtidy::checks
