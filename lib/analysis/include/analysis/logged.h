// Secrets that the program writes down for people.
#pragma once

#include "analysis/endpoint.h"

#include <string>
#include <vector>

namespace pgtidy::analysis {

/// A value, handed to a log, that is a secret or holds one.
struct LoggedSecret {
  enum class Kind : uint8_t {
    Connection,  ///< the whole text of a connection, which may hold a password
    OwnPassword, ///< the password of a connection
    Password,    ///< a person's
  };
  Kind kind = Kind::Password;
  const facts::Handed *handed = nullptr;
  std::vector<Step> way;    ///< from the outermost caller that gives the value, as for queries
  std::string what;         ///< in the words of the source: "password", "DATABASE_URL"; "" where it has none
  text::Location otherwise; ///< where it is used as what it is; invalid where its name says it
};

} // namespace pgtidy::analysis
