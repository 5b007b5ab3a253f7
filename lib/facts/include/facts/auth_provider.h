// A provider of authentication, as rules/auth describes it.
#pragma once

#include <string>
#include <vector>

namespace pgtidy::facts {

/// A table that the provider makes and writes. Names are as the provider gives them: projects may write them in snake
/// case, and tables in the plural.
struct ProviderTable {
  std::string name;
  std::vector<std::string> columns;  ///< that it has in every version
  std::vector<std::string> secret;   ///< that no program but the provider may read
  std::vector<std::string> evidence; ///< that together tell it from tables of the same name
  std::vector<std::string> editable; ///< that a user may set to anything, another's value included
};

struct AuthProvider {
  std::string name;                 ///< as in the configuration, "better-auth"
  std::string title;                ///< as in messages
  std::vector<std::string> schemas; ///< that are the provider's as a whole
  std::string write;                ///< how its tables are to be written
  std::string generate;             ///< the command that makes its migrations
  std::vector<ProviderTable> tables;
};

} // namespace pgtidy::facts
