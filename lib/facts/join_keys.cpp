#include "join_keys.h"

#include "facts/program.h"

#include <map>
#include <set>

namespace pgtidy::facts {
namespace {

constexpr const char *Separator = " in ";

const std::string &pathOf(const Unit &unit, const text::Location &at) {
  static const std::string None;
  return at.isValid() ? unit.files.path(at.file) : None;
}

/// What a symbol can be in one unit, whoever printed it first.
std::map<std::string, std::set<std::string>> internalSymbols(const Unit &unit) {
  std::map<std::string, std::set<std::string>> texts;
  for (const SymbolText &symbol : unit.symbols)
    if (isInternal(symbol.key))
      texts[symbol.key].insert(print(symbol.under) + ": " + print(symbol.text));
  return texts;
}

} // namespace

bool isInternal(const std::string &key) { return key.starts_with("c:") && !key.starts_with("c:@"); }

std::string distinctKey(const std::string &key, const std::string &path) { return key + Separator + path; }

std::string baseKey(const std::string &key) { return key.substr(0, key.find(Separator)); }

KeyClashes clashesIn(const std::vector<Unit> &units) {
  KeyClashes clashes;
  std::map<std::string, std::pair<std::string, uint32_t>> places;
  std::map<std::string, std::set<std::string>> texts;
  for (const Unit &unit : units) {
    for (const Function &function : unit.functions) {
      if (function.isDeclared)
        continue;
      std::pair place{pathOf(unit, function.location), function.location.offset};
      auto [known, isNew] = places.try_emplace(function.key, place);
      if (!isNew && known->second != place)
        clashes.functions.insert(function.key);
    }
    for (auto &[key, values] : internalSymbols(unit)) {
      auto [known, isNew] = texts.try_emplace(key, values);
      if (!isNew && known->second != values)
        clashes.symbols.insert(key);
    }
  }
  return clashes;
}

} // namespace pgtidy::facts
