#include "migrations/sqitch.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include <utility>

namespace pgtidy::sql {
namespace {

template <class Visit> void eachLine(llvm::StringRef text, Visit visit) {
  while (!text.empty()) {
    auto [line, rest] = text.split('\n');
    visit(line.trim());
    text = rest;
  }
}

llvm::StringRef firstWord(llvm::StringRef line) { return line.substr(0, line.find_first_of(" \t")); }

} // namespace

std::vector<std::string> sqitchOrder(std::string_view plan) {
  std::vector<std::string> order;
  llvm::StringMap<size_t> latest;    // of each change, in `order`
  std::vector<size_t> untagged;      // changes since the last tag
  llvm::StringMap<std::string> tags; // the first tag after each change's latest script
  eachLine(plan, [&](llvm::StringRef line) {
    if (line.empty() || line.starts_with("#") || line.starts_with("%") || line.starts_with("-"))
      return;
    if (line.starts_with("@")) {
      for (size_t change : std::exchange(untagged, {}))
        tags[order[change]] = firstWord(line).str();
      return;
    }
    line.consume_front("+");
    std::string name = firstWord(line.ltrim()).str();
    if (auto earlier = latest.find(name); earlier != latest.end() && tags.contains(name)) {
      order[earlier->second] += tags[name];
      tags.erase(name);
    }
    latest[name] = order.size();
    untagged.push_back(order.size());
    order.push_back(name);
  });
  return order;
}

std::vector<std::string> sqitchRequirements(std::string_view script) {
  std::vector<std::string> names;
  eachLine(llvm::StringRef(script).substr(0, 4096), [&](llvm::StringRef line) {
    if (!line.consume_front("--"))
      return;
    line = line.ltrim();
    if (!line.consume_front_insensitive("requires:"))
      return;
    llvm::SmallVector<llvm::StringRef> words;
    line.split(words, ',');
    for (llvm::StringRef word : words)
      names.push_back(firstWord(word.trim()).str());
  });
  return names;
}

} // namespace pgtidy::sql
