// The secret bytes of a unit's literals.
#pragma once

#include "facts/unit.h"

#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace pgtidy::facts {

struct Secrets {
  /// Ranges [begin, end) of literals' bytes.
  std::unordered_map<const TextNode *, std::vector<std::pair<size_t, size_t>>> literals;
  /// Nodes with holes whose expressions may quote a connection's values.
  std::unordered_set<const TextNode *> holes;
};

Secrets secretsIn(const Unit &unit);

/// `text` with the passwords of URIs and connection strings in it starred out.
std::string starred(std::string text);

} // namespace pgtidy::facts
