#include "situations.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <map>
#include <set>
#include <string>

namespace pgtidy::extract {
namespace {

/// What a situation says, with values told apart by the order in which they are met in it, not by when they were
/// written.
class Described {
public:
  std::string operands(const facts::Situation &situation) {
    std::string all;
    for (const auto *some : {&situation.operands, &situation.inserted}) {
      for (const facts::Operand &operand : *some)
        all += described(operand);
      all += ';';
    }
    for (const text::Location &step : situation.way)
      all += at(step);
    return all;
  }

  std::set<std::string> checks(const facts::Situation &situation) {
    std::set<std::string> all;
    for (const facts::Check &check : situation.checks)
      all.insert(described(check));
    return all;
  }

private:
  std::map<std::string, std::map<std::string, size_t>> Versions; ///< by what has them

  static std::string at(const text::Location &place) {
    return std::to_string(place.file) + ':' + std::to_string(place.offset) + ' ';
  }

  std::string named(const std::string &identity) {
    const auto [object, version] = llvm::StringRef(identity).split('@');
    if (version.empty())
      return identity;
    std::map<std::string, size_t> &known = Versions[object.str()];
    return object.str() + '#' + std::to_string(known.try_emplace(version.str(), known.size()).first->second);
  }

  std::string described(const facts::Operand &operand) {
    std::string all = '(' + named(operand.identity) + ' ' + operand.column + ' ' + operand.name + ' ';
    all += at(operand.location) + described(operand.rows);
    for (const facts::Operand &other : operand.others)
      all += '|' + described(other);
    return all + ')';
  }

  std::string described(const facts::LookupPtr &lookup) {
    if (!lookup)
      return "";
    std::string all = at(lookup->location) + lookup->asked;
    for (const auto *some : {&lookup->operands, &lookup->inserted})
      for (const facts::Operand &operand : *some)
        all += described(operand);
    return all;
  }

  std::string described(const facts::Check &check) {
    std::string all = std::to_string(unsigned(check.kind)) + check.column + described(check.rows);
    all += described(check.operand);
    for (const facts::Check &other : check.others)
      all += '|' + described(other);
    return all;
  }
};

} // namespace

void addSituation(std::vector<facts::Situation> &to, facts::Situation situation) {
  constexpr size_t Most = 8;
  Described ownWords;
  const std::string operands = ownWords.operands(situation);
  const std::set<std::string> checks = ownWords.checks(situation);
  auto isKnown = [&](const facts::Situation &known) { // with no more that is certain
    Described words;
    if (words.operands(known) != operands)
      return false;
    const std::set<std::string> certain = words.checks(known);
    return llvm::all_of(certain, [&](const std::string &check) { return checks.count(check) != 0; });
  };
  if (llvm::any_of(to, isKnown))
    return;
  if (to.size() < Most)
    to.push_back(std::move(situation));
  else
    to.back() = {};
}

} // namespace pgtidy::extract
