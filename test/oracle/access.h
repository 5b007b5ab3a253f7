// Whose a row is: the definition of docs/scoped.md, on the rows themselves.
#pragma once

#include "schema.h"

#include "llvm/ADT/StringRef.h"

namespace pgtidy::oracle {

/// The contents of a database: the rows of each table of the schema.
using State = std::vector<std::vector<Row>>;

/// On whose behalf a statement runs: the row of the users table whose `column` holds `value` (NULL: nobody signed in).
struct Principal {
  size_t column = 0;
  Value value;
  bool folded = false;                                 ///< the case of its letters does not count
  std::vector<std::pair<size_t, Value>> together = {}; ///< what else its row holds, by column

  /// The user whose row it is.
  static Principal of(const Schema &schema, const Row &user) {
    Principal made{schema.userKey, user[schema.userKey]};
    for (const size_t column : schema.userKeyRest)
      made.together.emplace_back(column, user[column]);
    return made;
  }

  /// Whether a row of the users table is the principal's.
  bool isNamedBy(const Row &user) const {
    for (const auto &[other, held] : together)
      if (!held || user[other] != held)
        return false;
    if (!value || !user[column])
      return false;
    return folded ? llvm::StringRef(*value).equals_insensitive(*user[column]) : *value == *user[column];
  }
};

enum class Access : uint8_t {
  Mine,    ///< an owner column or a parent leads to the principal, or a membership or its being public grants it
  Nobodys, ///< shared, or what would own it is NULL
  Foreign, ///< another user's
};

/// The access of each row, in the shape of the state.
using AccessMap = std::vector<std::vector<Access>>;
/// What is only public is not the user's to write.
enum class To : uint8_t { Read, Write };
AccessMap classify(const Schema &schema, const State &state, const Principal &principal, To access);

/// The rows `key` of `child` refers to: the index in the parent's rows, or none (a part of the key is NULL, or the
/// reference dangles).
std::optional<size_t> referred(const State &state, const Foreign &key, const Row &child);

} // namespace pgtidy::oracle
