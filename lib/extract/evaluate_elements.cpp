// What members that are containers of texts hold: any of the texts that the methods of the class put into them.
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

/// What the texts in the container go by.
std::string Evaluator::elementKey(const FieldDecl &container) { return key(container) + "[]"; }

/// Stands for an element of the container: its texts are collected where the units are linked.
facts::Text Evaluator::someElement(const FieldDecl &container, const Owner &owner) {
  facts::Symbol symbol;
  symbol.key = elementKey(container);
  symbol.object = objectName(owner);
  symbol.hole.kind = facts::HoleKind::Text;
  symbol.hole.type = container.getType().getUnqualifiedType().getAsString();
  symbol.hole.expression = container.getNameAsString();
  symbol.hole.location = Where.use(container.getLocation());
  symbol.hole.context = facts::AnElement;
  return facts::symbol(std::move(symbol));
}

/// How many elements of the old container the new one still begins with.
static size_t sharedBeginning(const Array &old, const Array &array) {
  const size_t most = std::min(old.elements.size(), array.elements.size());
  size_t count = 0;
  while (count < most && same(old.elements[count], array.elements[count]))
    ++count;
  return count;
}

/// Notes the elements that the container has now and had not before.
void Evaluator::noteElements(const FieldDecl &container, const Value &before, const Value &after, const Owner &owner) {
  if (!isRecording() || !isProgram(container))
    return;
  if (const Alternatives *either = after.alternatives()) {
    for (const Value &branch : either->branches)
      noteElements(container, before, branch, owner);
    return;
  }
  const std::string element = elementKey(container), object = objectName(owner);
  const Array *array = after.array(), *old = before.array();
  if (!array && !after.isNull())
    return Facts.symbol({element, unknown("a container that is filled elsewhere"), Key, object});
  for (size_t i = array && old ? sharedBeginning(*old, *array) : 0; array && i < array->elements.size(); ++i)
    if (facts::Text text = array->elements[i].text())
      Facts.symbol({element, known(text), Key, object});
}

} // namespace pgtidy::extract
