// What a text can be within its own unit.
#pragma once

#include "facts/unit.h"

#include <map>
#include <set>
#include <string>
#include <unordered_map>

namespace pgtidy::facts {

/// Puts the unit's own texts in the place of symbols, results and parameters. Literals keep their nodes (unlike in
/// `concat`, neighbours are not joined), so that what is found in one leads back to it.
class Follower {
public:
  explicit Follower(const Unit &unit);
  Text operator()(const Text &text);

private:
  std::map<std::string, std::vector<Text>> Symbols;
  std::map<std::string, std::vector<Text>> Results;
  std::map<std::pair<std::string, uint32_t>, std::vector<Text>> Arguments;
  std::unordered_map<const TextNode *, Text> Done;
  std::set<const TextNode *> Active;

  Text follow(const Text &text);
  Text any(const std::vector<Text> *texts, const Text &otherwise);
  std::vector<Text> all(const std::vector<Text> &texts);
};

} // namespace pgtidy::facts
