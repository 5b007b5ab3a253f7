// Names of tables and functions as the catalog keeps them in one text.
#pragma once

#include "sql/ast.h"
#include "sql/catalog.h"

#include "llvm/ADT/STLExtras.h"

#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::analysis::isolation {

/// "schema.name", or the bare name, in its two parts.
inline sql::Name dottedName(std::string_view text) {
  size_t dot = text.find('.');
  sql::Name name;
  name.schema = std::string(dot == std::string_view::npos ? "" : text.substr(0, dot));
  name.name = std::string(dot == std::string_view::npos ? text : text.substr(dot + 1));
  return name;
}

/// "schema.name" of the table, as the catalog and Ownership have it.
inline std::string keyOf(const sql::Table &table) { return table.schema + "." + table.name; }

/// Whether one of the configured names ("orders", "shop.orders") means the table of that key.
inline bool isNamedIn(const std::vector<std::string> &list, const std::string &key) {
  const size_t dot = key.find('.');
  return llvm::is_contained(list, key) ||
         llvm::is_contained(list, dot == std::string::npos ? key : key.substr(dot + 1));
}

} // namespace pgtidy::analysis::isolation
