#include "rows.h"

#include <ostream>

namespace notebook {

void print(std::ostream &out, const pqxx::result &rows) {
  for (const auto &row : rows) {
    const char *separator = "";
    for (const auto &field : row) {
      out << separator << (field.is_null() ? "-" : field.c_str());
      separator = "\t";
    }
    out << '\n';
  }
}

} // namespace notebook
