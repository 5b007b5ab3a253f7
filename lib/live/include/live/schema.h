// The schema of a running database: the only place that speaks to a server.
#pragma once

#include "llvm/Support/Error.h"

#include <string>

namespace pgtidy::live {

/// The definitions of a database's tables, keys, indexes, views, functions, triggers and policies, as SQL in an order
/// in which they apply. Read in one transaction that is read only, with time limits, from the system catalogs alone,
/// which any role may read. `connection` is a connection string or URI; no message holds it.
llvm::Expected<std::string> readSchema(const std::string &connection);

} // namespace pgtidy::live
