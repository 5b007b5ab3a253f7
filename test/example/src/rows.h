#pragma once

#include <iosfwd>
#include <pqxx/result>

namespace notebook {

/// One line a row, the fields between tabs, `-` for NULL.
void print(std::ostream &out, const pqxx::result &rows);

} // namespace notebook
