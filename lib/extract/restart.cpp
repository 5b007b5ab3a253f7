#include "restart.h"

#include "texts.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace pgtidy::extract {
namespace {

/// What was decided in two ways, and changed what a variable holds.
void collect(const Value &value, std::set<std::string> &conditions) {
  if (const Alternatives *either = value.alternatives(); either && either->branches.size() == 2)
    conditions.insert(either->condition);
  any(value.text(), [&](const facts::TextNode &node) {
    if (auto *choice = std::get_if<facts::Choice>(&node.value); choice && choice->branches.size() == 2)
      conditions.insert(choice->condition);
    return false;
  });
}

Value onBranch(const Value &value, const std::string &condition, unsigned branch) {
  return resolve(value, {{condition, Taken{uint64_t(1) << branch, 2}}});
}

/// Whether the program would not tell the values apart: the same bytes may be written in two places.
bool isAsBefore(const Value &value, const Value &before) {
  const facts::Literal *a = facts::asLiteral(value.text()), *b = facts::asLiteral(before.text());
  return a && b ? a->bytes == b->bytes : same(value, before);
}

/// Whether one branch of a decision puts all that it changes back to what it was before the loop, a text or a list
/// among it.
bool beginsAgain(const State &before, const State &after, const std::string &condition, unsigned branch) {
  bool hasText = false;
  for (const auto &[root, value] : after.values) {
    auto old = before.values.find(root);
    if (old == before.values.end()) // made in the pass, and made anew in the next
      continue;
    const Value there = onBranch(value, condition, branch);
    if (same(there, value))
      continue; // the decision says nothing of it
    if (!isAsBefore(there, old->second))
      return false;
    hasText |= there.text() || there.array();
  }
  return hasText;
}

} // namespace

State withoutRestart(const State &before, State after, llvm::function_ref<bool(const std::string &)> isTakenAnew) {
  std::set<std::string> conditions;
  for (const auto &[root, value] : after.values)
    if (before.values.count(root))
      collect(value, conditions);
  std::erase_if(conditions, [&](const std::string &one) { return one.empty() || !isTakenAnew(one); });
  for (const std::string &condition : conditions)
    for (unsigned branch : {0u, 1u})
      if (beginsAgain(before, after, condition, branch)) {
        for (auto &[root, value] : after.values)
          value = onBranch(value, condition, 1 - branch);
        break;
      }
  return after;
}

} // namespace pgtidy::extract
