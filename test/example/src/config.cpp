#include "config.h"

#include <cstdlib>

namespace notebook {

std::string databaseUrl() {
  if (const char *url = std::getenv("DATABASE_URL"))
    return url;
  return "postgresql://notebook:fake-password@db.example.org/notebook?sslmode=verify-full&connect_timeout=10"; // expect: pg-connection-hardcoded
}

std::string environmentOr(const char *variable, const std::string &fallback) {
  const char *value = std::getenv(variable);
  return value && *value ? value : fallback;
}

} // namespace notebook
