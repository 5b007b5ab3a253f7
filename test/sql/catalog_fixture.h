// A schema made of texts.
#pragma once

#include "sql/catalog.h"
#include "sql/migrations.h"

#include <string>
#include <utility>
#include <vector>

namespace pgtidy::sql {

struct Schema {
  Catalog catalog;
  std::vector<SchemaProblem> problems;

  const Table &table(std::string_view key) const {
    static const Table none;
    auto found = catalog.tables().find(std::string(key));
    return found == catalog.tables().end() ? none : found->second;
  }
  bool has(std::string_view key) const { return catalog.tables().count(std::string(key)) != 0; }
  std::string problem(size_t index = 0) const {
    if (index >= problems.size())
      return "";
    const SchemaProblem &p = problems[index];
    return p.file + ":" + std::to_string(p.line) + ":" + std::to_string(p.column) + ": " + p.message;
  }
};

/// The schema after all files, as the engine makes it.
inline Schema schemaOf(std::vector<SchemaSource> files) {
  Schema schema;
  apply(schema.catalog, orderMigrations(std::move(files)), schema.problems);
  finish(schema.catalog);
  return schema;
}

inline Schema schemaOf(std::string text) { return schemaOf({{"schema.sql", std::move(text)}}); }

/// The columns as "name type NN, …".
inline std::string columns(const Table &table) {
  std::string text;
  for (const Column &column : table.columns)
    text += (text.empty() ? "" : ", ") + column.name + " " + column.type + (column.notNull ? " NN" : "");
  return text;
}

inline std::string join(const std::vector<std::string> &names) {
  std::string text;
  for (const std::string &name : names)
    text += (text.empty() ? "" : ",") + name;
  return text;
}

/// The keys as "name(a,b)", primary ones with "!".
inline std::string keys(const Table &table) {
  std::string text;
  for (const Key &key : table.keys)
    text += (text.empty() ? "" : " ") + key.name + "(" + join(key.columns) + ")" + (key.primary ? "!" : "");
  return text;
}

/// The foreign keys as "a,b -> schema.table(c,d)".
inline std::string foreignKeys(const Table &table) {
  std::string text;
  for (const ForeignKey &key : table.foreignKeys)
    text += (text.empty() ? "" : "; ") + join(key.columns) + " -> " + key.schema + "." + key.table + "(" +
            join(key.referenced) + ")";
  return text;
}

} // namespace pgtidy::sql
