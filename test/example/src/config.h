#pragma once

#include <string>

namespace notebook {

/// Where the database is, as the environment says.
std::string databaseUrl();

/// The variable of the environment, or the fallback where it is not set.
std::string environmentOr(const char *variable, const std::string &fallback);

} // namespace notebook
