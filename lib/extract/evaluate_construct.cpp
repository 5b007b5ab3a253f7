// Objects made: constructors, aggregates, and library functions that hand their arguments to a constructor.
#include "clang_compat.h"
#include "evaluator.h"
#include "method.h"
#include "texts.h"

#include "clang/AST/DeclTemplate.h"

#include <limits>

namespace pgtidy::extract {

using namespace clang;

/// Of arrays with more elements than these, none is known.
static constexpr uint64_t MostElements = 256;

Value Evaluator::construct(const CXXConstructExpr &construction) {
  const CXXConstructorDecl &constructor = constructorOf(construction);
  if (construction.getNumArgs() >= 1 && constructor.isCopyOrMoveConstructor())
    return evaluate(construction.getArg(0));
  noteHandedOver(construction);
  CallSite site;
  site.expression = &construction;
  site.callee = &constructor;
  site.name = construction.getLocation();
  llvm::SmallVector<const Expr *, 6> written(construction.arguments());
  noteContinued(constructor, written);
  site.arguments = arguments(&constructor, written);
  Value made = constructed(site, constructor).value;
  auto *array = Context.getAsConstantArrayType(construction.getType());
  if (!array || array->getSize().getLimitedValue() > MostElements)
    return made;
  Array elements;
  elements.elements.assign(array->getSize().getLimitedValue(), made);
  return elements;
}

/// std::vector(n, x), std::vector(first, last) and the like are not followed, one element or a list are.
static bool isList(const std::vector<Argument> &arguments) {
  return !arguments.empty() && arguments.front().value.array();
}

/// What a text class of the program, one that is derived from a library's, makes of its arguments: the text that it is
/// given, or none. Nothing where that is not all.
static std::optional<Value> textMade(const CallSite &site, Matcher &match) {
  if (site.arguments.empty())
    return Value(facts::literal(""));
  const Argument &first = site.arguments.front();
  const bool isOnly = site.written() == 1 && first.expression && match.isText(first.expression->getType());
  return isOnly && first.value.text() ? std::optional(first.value) : std::nullopt;
}

static Value withText(Kept kept, facts::Text text) {
  kept.text = std::move(text);
  return std::move(kept);
}

static bool isOptional(const CXXRecordDecl &record) {
  return record.getDeclName().isIdentifier() && record.getName() == "optional";
}

/// What an optional holds that is made of the value: a number that is not known is a number still, and not nothing.
static Value numberHeld(const Argument &given) {
  const QualType type = given.expression ? given.expression->getType() : QualType();
  const bool isNumber = !type.isNull() && type->isIntegralOrEnumerationType() && given.value.isUnknown();
  return isNumber ? Value(Integer{std::numeric_limits<int64_t>::min(), /*exact=*/false}) : given.value;
}

Outcome Evaluator::constructed(CallSite &site, const CXXConstructorDecl &constructor) {
  const CXXRecordDecl &record = *constructor.getParent();
  bool isDatabase = false;
  Value sent;
  if (const rules::DatabaseFunction *rule = Match.database(constructor, site.written())) {
    sent = database(*rule, site);
    isDatabase = true;
  }
  if (const rules::TextFunction *rule = Match.text(constructor, site.written()))
    if (std::optional<Outcome> outcome = textFunction(*rule, site))
      return sent.kept() ? Outcome{withText(*sent.kept(), outcome->value.text()), std::nullopt} : *outcome;
  const bool isTextClass = isText(typeOf(record, Context));
  if (isTextClass && isProgram(constructor))
    if (std::optional<Value> made = textMade(site, Match))
      return {*made, std::nullopt};
  if (isProgram(constructor) && !isDatabase) {
    if (!constructor.isImplicit())
      invoke(site);
    Place object{site.expression, {}, false};
    Now.values[object.root] = extract::Record();
    Passing.insert(object.root);
    if (constructor.isTrivial() || constructor.isImplicit() || constructor.isDefaulted() || constructor.hasBody()) {
      site.self = object;
      if (std::optional<Outcome> outcome = inlined(site)) {
        Value made = load(object);
        return {made, std::nullopt};
      }
    }
    std::vector<facts::Text> given = textsGivenTo(site);
    opaque(site);
    return {madeElsewhere(site, given), std::nullopt};
  }
  if (isDatabase || isTextClass) {
    opaque(site);
    return {};
  }
  if (!isDatabase)
    handed(site);
  if (makesInPlace(constructor) && !site.arguments.empty()) {
    CallSite inside = site;
    inside.arguments.erase(inside.arguments.begin());
    if (std::optional<Outcome> outcome = forwarded(inside))
      return *outcome;
  }
  // A class of a library: containers hold what they are made of, wrappers (optional, shared_ptr) are what they hold.
  std::vector<Argument> given;
  for (const Argument &argument : site.arguments)
    if (!argument.isDefault)
      given.push_back(argument);
  if (given.empty() && record.isAggregate() && llvm::hasSingleElement(record.fields())) // std::array
    return {defaultValue(record.field_begin()->getType()), std::nullopt};
  if (given.empty())
    return {isOptional(record) ? Value(Null{}) : Value(Array()), std::nullopt};
  if (isList(given))
    return {given.front().value, std::nullopt};
  if (record.getName().ends_with("_ptr")) // what frees it may come second
    return {given.front().value, std::nullopt};
  if (isPairOrTuple(record) || given.size() > 1) {
    Array parts;
    for (const Argument &argument : given)
      parts.elements.push_back(argument.value);
    const bool isSequence = !isPairOrTuple(record) && given.front().value.integer(); // vector(n, value)
    return {isSequence ? Value() : Value(std::move(parts)), std::nullopt};
  }
  return {isOptional(record) ? numberHeld(given.front()) : given.front().value, std::nullopt};
}

Value Evaluator::aggregate(const RecordDecl &record, const std::vector<Argument> &arguments, const Expr *list) {
  bool isLibrary = !isProgram(record);
  std::vector<const FieldDecl *> fields;
  for (const FieldDecl *field : record.fields())
    if (!field->isUnnamedBitField())
      fields.push_back(field);
  auto *type = llvm::dyn_cast<CXXRecordDecl>(&record);
  size_t bases = type && type->hasDefinition() ? type->getNumBases() : 0;
  if (isLibrary && bases == 0 && arguments.size() == 1 && arguments[0].value.array())
    return arguments[0].value; // std::array<T, n>{{…}}
  extract::Record made;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Value &value = arguments[i].value;
    if (i < bases) {
      if (value.record())
        made.fields.insert(value.record()->fields.begin(), value.record()->fields.end());
      continue;
    }
    if (i - bases >= fields.size())
      break;
    const FieldDecl *field = fields[i - bases];
    made.fields[field] =
        field->getType()->isReferenceType() && arguments[i].expression ? Value(place(arguments[i].expression)) : value;
    if (arguments[i].expression && Match.isTable(field->getType()))
      noteElements(*field, {}, value, {list, nullptr});
    else if (arguments[i].expression)
      noteSymbol(*field, value, {list, nullptr});
  }
  return made;
}

static bool isOneClass(QualType parameter, QualType argument) {
  const CXXRecordDecl *taken = parameter.getNonReferenceType()->getAsCXXRecordDecl();
  const CXXRecordDecl *given = argument.getNonReferenceType()->getAsCXXRecordDecl();
  return taken && given && taken->getCanonicalDecl() == given->getCanonicalDecl();
}

/// How well the arguments suit: of the class that the constructor takes, or at least texts where it takes a text, and
/// none where it takes none.
unsigned Evaluator::suited(const CXXConstructorDecl &constructor, const std::vector<Argument> &given) {
  unsigned suited = 0;
  for (unsigned i = 0; i < given.size() && i < constructor.getNumParams(); ++i) {
    const QualType type = constructor.getParamDecl(i)->getType();
    const QualType argument = given[i].expression ? given[i].expression->getType() : QualType();
    if (!argument.isNull())
      suited += isOneClass(type, argument) ? 2 : isText(type) == isText(argument) ? 1 : 0;
  }
  return suited;
}

/// The constructor that takes such arguments; of several, the one that they suit best.
const CXXConstructorDecl *Evaluator::constructorFor(const CXXRecordDecl &record, const std::vector<Argument> &given) {
  if (!record.hasDefinition())
    return nullptr;
  const unsigned arguments = unsigned(given.size());
  const CXXConstructorDecl *fitting = nullptr;
  std::pair<unsigned, bool> best;
  for (const CXXConstructorDecl *constructor : record.ctors()) {
    if (constructor->isCopyOrMoveConstructor() || constructor->isDeleted())
      continue;
    unsigned least = constructor->getMinRequiredArguments(), most = constructor->getNumParams();
    if (arguments < least || (arguments > most && !constructor->isVariadic()))
      continue;
    const std::pair fits{suited(*constructor, given), Match.database(*constructor, arguments) != nullptr};
    if (!fitting || fits > best) {
      fitting = constructor;
      best = fits;
    }
  }
  return fitting;
}

/// The class that a library function makes an object of from its arguments: make_unique<T>, optional<T>::emplace,
/// optional<T>(std::in_place, …).
static const CXXRecordDecl *madeBy(const FunctionDecl &callee) {
  llvm::StringRef name = callee.getDeclName().isIdentifier() ? callee.getName() : "";
  const TemplateArgumentList *types = nullptr;
  if (name == "make_unique" || name == "make_shared" || name == "make_optional") {
    types = callee.getTemplateSpecializationArgs();
  } else if (name == "emplace" || name == "emplace_back" || name == "emplace_front" ||
             llvm::isa<CXXConstructorDecl>(callee)) {
    auto *method = llvm::dyn_cast<CXXMethodDecl>(&callee);
    auto *holder = method ? llvm::dyn_cast<ClassTemplateSpecializationDecl>(method->getParent()) : nullptr;
    types = holder ? &holder->getTemplateArgs() : nullptr;
  }
  if (!types || types->size() == 0 || types->get(0).getKind() != TemplateArgument::Type)
    return nullptr;
  return types->get(0).getAsType()->getAsCXXRecordDecl();
}

/// Whether the function makes a buffer of characters: std::make_unique<char[]>(size).
static bool makesBuffer(const FunctionDecl &callee) {
  static constexpr llvm::StringLiteral Makers[] = {"make_unique", "make_shared", "make_unique_for_overwrite",
                                                   "make_shared_for_overwrite"};
  const TemplateArgumentList *types = callee.getTemplateSpecializationArgs();
  if (!callee.isInStdNamespace() || !callee.getDeclName().isIdentifier() ||
      !llvm::is_contained(Makers, callee.getName()) || !types || types->size() == 0 ||
      types->get(0).getKind() != TemplateArgument::Type || !types->get(0).getAsType()->isArrayType())
    return false;
  return types->get(0).getAsType()->castAsArrayTypeUnsafe()->getElementType()->isCharType();
}

std::optional<Outcome> Evaluator::forwarded(CallSite &site) {
  if (makesBuffer(*site.callee)) {
    const Place buffer{site.expression, {}, false};
    Now.values[buffer.root] = facts::literal("");
    return Outcome{Value(buffer), buffer};
  }
  const CXXRecordDecl *record = madeBy(*site.callee);
  if (!record)
    return std::nullopt;
  const CXXConstructorDecl *constructor = constructorFor(*record, site.arguments);
  const bool connects = constructor && Match.database(*constructor, unsigned(site.arguments.size()));
  if (isText(typeOf(*record, Context)) && !connects) {
    const IdentifierInfo *name = site.callee->getIdentifier(); // none of optional's constructor with in_place
    const bool isPointer = !site.receiver && site.arguments.size() <= 1 && name && !name->isStr("make_optional");
    if (!isPointer)
      return std::nullopt;
    Place object{site.expression, {}, false};
    Now.values[object.root] =
        site.arguments.empty() ? facts::literal("") : textOf(site.arguments[0].value, site.arguments[0].expression);
    return Outcome{Value(object), object};
  }
  bool isCopied = site.arguments.size() == 1 && site.arguments.front().value.record();
  if (isCopied && !site.receiver) {
    Now.values[site.expression] = site.arguments.front().value;
    Passing.insert(site.expression);
    Place copy{site.expression, {}, false};
    return Outcome{Value(copy), copy};
  }
  if (!constructor && !site.receiver && isProgram(*record)) { // one that nobody declared, or a list of members
    Value value =
        site.arguments.empty() ? Value(extract::Record()) : aggregate(*record, site.arguments, site.expression);
    Place object{site.expression, {}, false};
    Now.values[object.root] = value;
    Passing.insert(object.root);
    Classes[object.root] = record;
    return Outcome{Value(object), object};
  }
  if (!constructor || (!isProgram(*constructor) && !connects))
    return std::nullopt;
  CallSite made = site;
  made.callee = constructor;
  Value value = constructed(made, *constructor).value;
  Place object{site.expression, {}, false};
  Now.values[object.root] = value;
  Passing.insert(object.root);
  Classes[object.root] = record;
  if (site.receiver) { // optional<T>::emplace; a container has one more
    CallSite growing = site;
    growing.arguments = {Argument{site.expression, value, object, false}};
    if (std::optional<Outcome> outcome = container(growing))
      return outcome;
    store(site.self, value);
    return Outcome{value, site.self};
  }
  return Outcome{Value(object), object};
}

} // namespace pgtidy::extract
