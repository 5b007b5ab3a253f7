// Maps as Qt has them: iterators that say their key and their value, and lists of both.
#include "evaluator.h"

namespace pgtidy::extract {

using namespace clang;

/// `it.key()`, `it.value()`, `*it` of an iterator into a map whose pairs are known. That of std::map is a pointer to a
/// pair.
std::optional<Outcome> Evaluator::mapIterator(const CallSite &site, llvm::StringRef name, const Value &object) {
  const auto *iterator = llvm::cast<CXXMethodDecl>(site.callee)->getParent();
  const auto *map = llvm::dyn_cast<CXXRecordDecl>(iterator->getDeclContext());
  if (!map || !isMap(*map) || !site.arguments.empty() || (name != "key" && name != "value" && name != "*"))
    return std::nullopt;
  const int64_t part = name == "key" ? 0 : 1;
  if (const Place *pair = object.pointer()) {
    const Place there = pair->element(part);
    return Outcome{load(there), there};
  }
  return object.array() ? std::optional(Outcome{loadStep(object, {nullptr, part}), std::nullopt}) : std::nullopt;
}

/// `map.keys()` and `map.values()`, where its pairs are known.
std::optional<Outcome> Evaluator::partsOfMap(const CallSite &site, llvm::StringRef name, const Value &object) {
  const auto *map = llvm::cast<CXXMethodDecl>(site.callee)->getParent();
  const Array *pairs = object.array();
  if (!pairs || !isMap(*map) || !site.arguments.empty() || (name != "keys" && name != "values"))
    return std::nullopt;
  Array parts;
  parts.repeatedFrom = pairs->repeatedFrom;
  for (const Value &element : pairs->elements) {
    const Array *pair = element.array();
    if (!pair || pair->elements.size() != 2)
      return std::nullopt;
    parts.elements.push_back(pair->elements[name == "keys" ? 0 : 1]);
  }
  return Outcome{Value(std::move(parts)), std::nullopt};
}

} // namespace pgtidy::extract
