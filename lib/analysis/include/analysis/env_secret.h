// Secrets in files of variables.
#pragma once

#include "facts/environment.h"

#include <string_view>
#include <vector>

namespace pgtidy::analysis {

/// A value, or a part of one, that opens a door.
struct EnvSecret {
  const facts::EnvVariable *variable = nullptr;
  uint32_t begin = 0; ///< in the variable's value
  uint32_t length = 0;
  bool isReal = false;     ///< it looks like one in use, not like one to be filled in or like "postgres"
  bool isPassword = false; ///< of a connection in a URI
};

/// The secrets of the assignments of `file`, commented ones included.
std::vector<EnvSecret> secretsIn(const facts::EnvFile &file);

/// Whether the text looks like a secret in use: made by chance, not one of the words that examples are made of.
bool looksReal(std::string_view value);

/// "production", "staging", "development", "test" as the file's name says it; "" when it says none.
std::string_view environmentOf(const facts::EnvFile &file);

} // namespace pgtidy::analysis
