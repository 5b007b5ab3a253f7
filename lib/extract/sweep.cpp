// Objects that are gone: temporaries, and what the functions that were called had of their own. Every branch copies
// the state and every meeting of ways compares it, so a long function would otherwise pay for all that it ever made.
#include "evaluator.h"

namespace pgtidy::extract {

using namespace clang;

/// Tells `found` the objects that the value refers to.
static void references(const Value &value, llvm::function_ref<void(const void *root)> found) {
  if (const Place *object = value.pointer())
    found(object->root);
  if (const Array *array = value.array())
    for (const Value &element : array->elements)
      references(element, found);
  if (const Record *record = value.record())
    for (const auto &[field, held] : record->fields)
      references(held, found);
  if (const Alternatives *either = value.alternatives())
    for (const Value &branch : either->branches)
      references(branch, found);
  if (const Closure *closure = value.closure()) {
    found(closure->self.root);
    for (const auto &[variable, held] : closure->captures)
      references(held, found);
  }
}

/// Between two statements of the function that is evaluated for its own sake, forgets the objects that nothing refers
/// to. Loops hold on to objects that the state does not show.
void Evaluator::sweep() {
  if (Depth > 0 || InExpression > 0 || !Top || Top->continues || Now.values.size() < 2 * Swept + 64)
    return;
  llvm::DenseSet<const void *> kept;
  std::vector<const void *> open;
  auto keep = [&](const void *root) {
    if (root && Passing.count(root) && kept.insert(root).second)
      open.push_back(root);
  };
  for (const auto &[root, value] : Now.values)
    if (!Passing.count(root))
      references(value, keep);
  for (const auto &[lambda, closure] : Pending) {
    references(Value(closure), keep);
    for (const LambdaCapture &capture : lambda->captures())
      if (capture.capturesVariable())
        keep(capture.getCapturedVar()->getCanonicalDecl());
  }
  for (const auto &[variable, value] : Constants)
    references(value, keep);
  while (!open.empty()) {
    auto object = Now.values.find(open.back());
    open.pop_back();
    if (object != Now.values.end())
      references(object->second, keep);
  }
  auto isGone = [&](const auto &entry) { return Passing.count(entry.first) && !kept.count(entry.first); };
  std::erase_if(Now.values, isGone);
  std::erase_if(Now.versions, isGone);
  Swept = Now.values.size();
}

} // namespace pgtidy::extract
