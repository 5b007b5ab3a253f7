// Joining of elements.
#include "evaluator.h"
#include "texts.h"

#include "clang/AST/DeclTemplate.h"

namespace pgtidy::extract {

using namespace clang;

/// Whether the element is what callers put into the list, which is then made here.
static bool isGivenIn(const Value &element, const text::Location &parameter) {
  const facts::Text text = element.text();
  if (!text || !parameter.isValid())
    return false;
  if (auto *given = std::get_if<facts::Parameter>(&text->value))
    return given->hole.location == parameter;
  auto *hole = std::get_if<facts::Hole>(&text->value);
  return hole && hole->location == parameter;
}

facts::Text Evaluator::elementsText(const Array &array, const facts::Text &separator, const Expr *expression) {
  std::vector<facts::Text> parts;
  auto *named = expression ? llvm::dyn_cast<DeclRefExpr>(stripped(expression)) : nullptr;
  const bool isParameter = named && llvm::isa<ParmVarDecl>(named->getDecl());
  const text::Location declared = isParameter ? Where.use(named->getDecl()->getLocation()) : text::Location();
  for (size_t i = 0; i < array.elements.size(); ++i) {
    const Value &held = array.elements[i];
    const Value element = isGivenIn(held, declared) ? usedAt(held, expression) : held;
    std::vector<facts::Text> next;
    if (i > 0)
      next.push_back(separator);
    next.push_back(formatted(element, expression));
    facts::Text part = facts::concat(std::move(next));
    if (i >= array.repeatedFrom) {
      facts::Text again = i > 0 ? part : facts::concat({separator, part});
      parts.push_back(i > 0 ? facts::repeat(again) : facts::concat({part, facts::repeat(again)}));
    } else {
      parts.push_back(part);
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
  if (element->isPointerType()) // an iterator
    element = element->getPointeeType();
  return element->isArithmeticType() && !element->isAnyCharacterType() ? facts::HoleKind::Number
                                                                       : facts::HoleKind::Text;
}

/// What a lambda of one statement returns, where that depends on the types of its parameters; null for others.
static const Expr *onlyReturned(const LambdaExpr &lambda) {
  const CompoundStmt *body = lambda.getCompoundStmtBody();
  auto *statement = body && body->size() == 1 ? llvm::dyn_cast<ReturnStmt>(body->body_front()) : nullptr;
  const Expr *returned = statement ? statement->getRetValue() : nullptr;
  return returned && returned->isTypeDependent() ? returned : nullptr;
}

/// The container that an iterator goes through; nothing where it is not known.
static std::optional<Place> containerOf(const Value &iterator) {
  const Place *element = iterator.pointer();
  if (!element || element->path.empty() || element->path.back().field)
    return std::nullopt;
  Place container = *element;
  container.path.pop_back();
  return container;
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
    } else if (!argument.isDefault && argument.expression && (argument.value.text() || i == 0)) {
      separator = formatted(argument.value, argument.expression); // a text or a character
    }
  }
  if (std::optional<Place> container = containerOf(elements))
    elements = load(*container);
  const bool isConverted =
      llvm::any_of(site.arguments, [](const Argument &argument) { return argument.value.closure(); });
  if (!isConverted)
    if (std::optional<facts::Text> text = knownElements(elements, separator, expression))
      return *text;
  // What the elements are is not known: one, and perhaps more, each after a separator.
  facts::Text element = hole(expression, elementKind(expression));
  for (const Argument &argument : site.arguments)
    if (const Closure *converts = argument.value.closure()) { // from an iterator, as in pqxx::separated_list
      Now.values[site.expression] = element;
      const Value iterator = Place{site.expression, {}, false};
      const Outcome outcome = callClosure(*converts, {Argument{expression, iterator, {}, false}});
      const Expr *returned = outcome.value.isUnknown() ? onlyReturned(*converts->lambda) : nullptr;
      element = returned ? dependentText(outcome.value, returned) : formatted(outcome.value, argument.expression);
    }
  return facts::concat({element, facts::repeat(facts::concat({separator, element}))});
}

} // namespace pgtidy::extract
