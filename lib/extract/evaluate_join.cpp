// Joining of elements.
#include "evaluator.h"
#include "texts.h"

#include "clang/AST/DeclTemplate.h"

namespace pgtidy::extract {

using namespace clang;

facts::Text Evaluator::elementsText(const Array &array, const facts::Text &separator, const Expr *expression) {
  std::vector<facts::Text> parts;
  for (size_t i = 0; i < array.elements.size(); ++i) {
    std::vector<facts::Text> next;
    if (i > 0)
      next.push_back(separator);
    next.push_back(formatted(array.elements[i], expression));
    facts::Text element = facts::concat(std::move(next));
    if (i >= array.repeatedFrom) {
      facts::Text again = i > 0 ? element : facts::concat({separator, element});
      parts.push_back(i > 0 ? facts::repeat(again) : facts::concat({element, facts::repeat(again)}));
    } else {
      parts.push_back(element);
    }
  }
  return bounded(facts::concat(std::move(parts)));
}

/// The elements of a container, or of each that it may be; nothing where they are not known.
std::optional<facts::Text> Evaluator::knownElements(const Value &elements, const facts::Text &separator,
                                                    const Expr *expression) {
  if (const Array *array = elements.array())
    return elementsText(*array, separator, expression);
  const Alternatives *either = elements.alternatives();
  if (!either)
    return std::nullopt;
  std::vector<facts::Text> branches;
  for (const Value &branch : either->branches) {
    std::optional<facts::Text> text = branch.isNull() ? facts::Text() : knownElements(branch, separator, expression);
    if (!text)
      return std::nullopt;
    branches.push_back(*text);
  }
  return bounded(factoredChoice(either->condition, std::move(branches)));
}

/// Joined numbers are no danger, whatever holds them.
static facts::HoleKind elementKind(const Expr *expression) {
  auto *record = expression ? expression->getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
  auto *holder = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(record);
  if (!holder || holder->getTemplateArgs().size() == 0 ||
      holder->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return facts::HoleKind::Text;
  QualType element = holder->getTemplateArgs()[0].getAsType();
  return element->isArithmeticType() && !element->isAnyCharacterType() ? facts::HoleKind::Number
                                                                       : facts::HoleKind::Text;
}

facts::Text Evaluator::joinedElements(const CallSite &site, const rules::TextFunction &rule) {
  Value elements;
  const Expr *expression = site.receiver;
  facts::Text separator = facts::literal("");
  if (rule.input == -1)
    elements = load(site.self);
  for (size_t i = 0; i < site.arguments.size(); ++i) {
    const Argument &argument = site.arguments[i];
    if (int32_t(i) == rule.input) {
      elements = argument.value;
      expression = argument.expression;
    } else if (argument.value.text()) {
      separator = argument.value.text();
    }
  }
  if (std::optional<facts::Text> text = knownElements(elements, separator, expression))
    return *text;
  // What the elements are is not known: one, and perhaps more, each after a separator.
  facts::Text element = hole(expression, elementKind(expression));
  return facts::concat({element, facts::repeat(facts::concat({separator, element}))});
}

} // namespace pgtidy::extract
