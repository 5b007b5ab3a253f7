// Names of tables and functions as the catalog keeps them in one text.
#pragma once

#include "sql/ast.h"

#include <string>
#include <string_view>

namespace pgtidy::analysis::isolation {

/// "schema.name", or the bare name, in its two parts.
inline sql::Name dottedName(std::string_view text) {
  size_t dot = text.find('.');
  sql::Name name;
  name.schema = std::string(dot == std::string_view::npos ? "" : text.substr(0, dot));
  name.name = std::string(dot == std::string_view::npos ? text : text.substr(dot + 1));
  return name;
}

} // namespace pgtidy::analysis::isolation
