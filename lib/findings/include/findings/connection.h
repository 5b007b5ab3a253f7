// A place where the program connects to a database.
#pragma once

#include "findings/finding.h"

#include <string>
#include <vector>

namespace pgtidy::findings {

struct Connection {
  Place place;                      ///< the outermost call
  std::string function;             ///< what is called there in the end: "PQconnectdb"
  std::vector<std::string> written; ///< keywords whose values stand in the program: "host", "password"
  bool operator==(const Connection &) const = default;
};

} // namespace pgtidy::findings
