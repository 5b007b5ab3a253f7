// Calls of code that is not seen: what they may do to their arguments, and what is known of what they give.
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

/// Whether what is referred to can be written through it.
static bool refersToMutable(QualType type) {
  return (type->isReferenceType() || type->isPointerType()) && !type->getPointeeType().isConstQualified() &&
         !type->getPointeeType()->isFunctionType();
}

/// Whether numbers and null pointers that are known were taken out of the value.
static bool loseNumbers(Value &value, unsigned depth = 0) {
  static constexpr unsigned MaxDepth = 4;
  if (value.integer() || value.isNull()) {
    value = {};
    return true;
  }
  bool isChanged = false;
  if (const Record *record = value.record(); record && depth < MaxDepth) {
    Record left = *record;
    for (auto &[field, held] : left.fields)
      isChanged |= loseNumbers(held, depth + 1);
    if (isChanged)
      value = std::move(left);
  } else if (const Alternatives *either = value.alternatives(); either && depth < MaxDepth) {
    Alternatives left = *either;
    for (Value &branch : left.branches)
      isChanged |= loseNumbers(branch, depth + 1);
    if (isChanged)
      value = std::move(left);
  }
  return isChanged;
}

/// Code that is not seen may set the numbers in an object: flags, counts, states. What texts hold is kept, as who else
/// writes them is told when units are linked.
void Evaluator::loseNumbersIn(const void *root, unsigned version) {
  auto known = Now.values.find(root);
  if (known != Now.values.end() && loseNumbers(known->second))
    Now.versions[root] = version;
}

/// A call of code of the program that is not seen: it may come to global variables, and to objects that are not known
/// by name.
void Evaluator::loseNumbersElsewhere() {
  ++CallsElsewhere;
  const unsigned version = ++Version; // one for all: their order is not the same in each run
  for (const void *object : Unnamed)
    loseNumbersIn(object, version);
  for (const auto &[root, variable] : Globals)
    if (!variable->getType().isConstQualified() && !variable->isStaticLocal())
      loseNumbersIn(root, version);
}

/// What was read may be told to anybody.
void Evaluator::noteHandedOn(const Value &value) {
  if (const Rows *rows = value.rows())
    ColumnsRead[rows->lookup].insert("*");
  for (const facts::Operand &read : sourcesOf(value)) {
    ColumnsRead[read.rows].insert("*");
    for (const facts::Operand &other : read.others)
      ColumnsRead[other.rows].insert("*");
  }
}

/// What a function may do to an argument that we cannot see.
void Evaluator::escape(const Argument &argument, QualType parameter, const Expr *cause) {
  escape(argument.value);
  escapeAnswer(argument.value, parameter);
  sentElsewhere(argument.value);
  noteHandedOn(argument.value);
  if (!parameter.isNull() && parameter->isRValueReferenceType() && isAnswered(argument.place))
    return forget(argument.place, cause);
  if (parameter.isNull())
    return escapeUnnamed(argument, cause);
  // Something written behind a text through an appender, as std::copy does.
  if (const Place *target = argument.value.pointer(); target && parameter->isRecordType() && argument.expression)
    if (facts::Text before = load(*target).text())
      return store(*target, facts::concat({before, facts::repeat(hole(cause, facts::HoleKind::Text))}));
  bool isPointer = parameter->isPointerType(), isReference = parameter->isLValueReferenceType();
  if ((!isPointer && !isReference) || parameter->getPointeeType().isConstQualified() ||
      parameter->getPointeeType()->isFunctionType())
    return;
  forget(argument.place, argument.expression ? argument.expression : cause);
}

/// Whether a function that takes any arguments writes to them: scanf does, what formats a message does not.
static bool isScanning(const Expr *cause) {
  auto *call = llvm::dyn_cast_or_null<CallExpr>(cause);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee || !callee->getDeclName().isIdentifier() || callee->getNumParams() == 0)
    return true;
  const QualType last = callee->getParamDecl(callee->getNumParams() - 1)->getType();
  const bool takesFormat = last->isPointerType() && last->getPointeeType()->isCharType();
  return !takesFormat || callee->getName().contains_insensitive("scan");
}

/// An argument behind `...`: what is pointed to may be set, and a buffer be filled.
void Evaluator::escapeUnnamed(const Argument &argument, const Expr *cause) {
  const Expr *given = argument.expression ? argument.expression->IgnoreParenImpCasts() : nullptr;
  if (!given || !isScanning(cause))
    return;
  if (isText(given->getType()) && given->getType()->isArrayType() &&
      !Context.getBaseElementType(given->getType()).isConstQualified())
    forget(argument.place, given);
  else if (const Place *target = argument.value.pointer(); target && !isText(given->getType())) {
    loseNumbersIn(target->root, ++Version);
    if (isAnswered(*target))
      return forget(*target, given);
    Now.versions[target->root] = ++Version;
  }
}

/// What an object refers to may be written by whoever keeps the object: soci::into(x).
void Evaluator::letGo(const Value &value, unsigned depth) {
  static constexpr unsigned MaxDepth = 4;
  if (depth == MaxDepth)
    return;
  if (const Place *object = value.pointer()) {
    if (depth == 0)
      loseNumbersIn(object->root, ++Version);
    if (Value held = load(*object); held.record() || held.array())
      letGo(held, depth + 1);
  } else if (const Record *record = value.record()) {
    const std::map<const FieldDecl *, Value> fields = record->fields;
    for (const auto &[field, held] : fields)
      letGoPart(field->getType(), held, depth);
  } else if (const Array *array = value.array()) {
    const std::vector<Value> elements = array->elements;
    for (const Value &element : elements)
      letGoPart({}, element, depth);
  } else if (const Alternatives *either = value.alternatives()) {
    const std::vector<Value> branches = either->branches;
    for (const Value &branch : branches)
      letGo(branch, depth + 1);
  }
}

/// A part of an object: what it refers to, unless its type says that it only reads. Of elements no type is known here:
/// texts are taken to be read, as the values of a statement are.
void Evaluator::letGoPart(QualType type, const Value &held, unsigned depth) {
  const Place *referred = held.pointer();
  letGo(held, depth + 1);
  if (!referred)
    return;
  Value before = load(*referred);
  if (type.isNull() ? before.integer() != nullptr : refersToMutable(type) && !before.record())
    forget(*referred, nullptr);
}

/// A lambda that goes somewhere unknown is called there with values unknown.
void Evaluator::escape(const Value &value) {
  letGo(value);
  if (const Closure *closure = value.closure(); closure && closure->isHome) {
    State before = Now;
    calledElsewhere(*closure);
    Now = joined(before, Now);
  }
}

/// What a function of the program leaves in the texts that it was given to fill, once the function is found.
std::vector<facts::Text> Evaluator::filledBy(const CallSite &site, const std::vector<facts::Text> &given) {
  std::vector<facts::Text> filled(site.arguments.size());
  if (!site.callee || !isProgram(*site.callee))
    return filled;
  facts::Result result;
  for (unsigned i = 0; i < site.arguments.size() && i < site.callee->getNumParams(); ++i) {
    const Argument &argument = site.arguments[i];
    if (!argument.expression || !argument.place.root || !Match.isFilledText(site.callee->getParamDecl(i)->getType()))
      continue;
    result.arguments = given;
    result.function = Facts.mentionPart(*site.callee, std::to_string(i));
    result.hole = holeOf(argument.expression, argument.expression->getType());
    result.hole.kind = isNamedForEscaping(*site.callee) ? facts::HoleKind::Checked : facts::HoleKind::Text;
    filled[i] = facts::result(result);
  }
  for (unsigned i = 0; i < filled.size(); ++i) // which of two writes to one variable comes last is not said
    for (unsigned other = 0; other < i; ++other)
      if (filled[i] && filled[other] && site.arguments[i].place.root == site.arguments[other].place.root)
        filled[i] = filled[other] = nullptr;
  return filled;
}

bool isNamedForEscaping(const FunctionDecl &function) {
  const std::string written = function.getNameAsString();
  const llvm::StringRef name(written);
  auto speaksOf = [&](llvm::StringRef word) { return name.contains_insensitive(word); };
  return llvm::any_of(llvm::ArrayRef<llvm::StringRef>{"escape", "quote", "sanitize"}, speaksOf) &&
         llvm::none_of(llvm::ArrayRef<llvm::StringRef>{"unescape", "unquote", "dequote", "html", "xml", "json", "url",
                                                       "uri", "shell", "regex", "csv"},
                       speaksOf);
}

/// Whether the class has the method for constants too, as of begin(): then calling it changes nothing.
static bool hasConstTwin(const CXXMethodDecl &method) {
  return llvm::any_of(method.getParent()->lookup(method.getDeclName()), [](const NamedDecl *named) {
    auto *other = llvm::dyn_cast<CXXMethodDecl>(named->getUnderlyingDecl());
    return other && other->isConst();
  });
}

/// Whether the method gives its own object, to go on with it: `query.where(…).limit(10)`.
static bool givesItself(const CXXMethodDecl &method) {
  QualType type = method.getReturnType();
  return type->isLValueReferenceType() && !type->getPointeeType().isConstQualified() &&
         type->getPointeeType()->getAsCXXRecordDecl() == method.getParent()->getCanonicalDecl();
}

/// Where a value was read, as facts::Hole::origin; empty where that is not known.
static std::vector<std::string> originOf(const Value &value) {
  const facts::Text text = value.text();
  if (auto *choice = text ? std::get_if<facts::Choice>(&text->value) : nullptr) {
    std::vector<std::string> origin; // `body.get("user", "")`: where it is not written in the program
    for (const facts::Text &branch : choice->branches)
      if (branch && !facts::asLiteral(branch)) {
        const std::vector<std::string> one = originOf(branch);
        if (one.empty() || (!origin.empty() && origin != one))
          return {};
        origin = one;
      }
    return origin;
  }
  auto *hole = text ? std::get_if<facts::Hole>(&text->value) : nullptr;
  return hole ? hole->origin : std::vector<std::string>();
}

/// A part of what was read outside, as a library takes it apart: `body["user"].asString()`, `json::parse(body)`.
std::optional<Outcome> Evaluator::partReadOutside(const CallSite &site) {
  const QualType type = site.callee->getReturnType().getNonReferenceType();
  const bool isObject = type->isRecordType() && !isText(type);
  if (type->isVoidType() || type->isBooleanType() || type->isPointerType())
    return std::nullopt;
  const Value object = site.receiver ? load(site.self) : Value();
  if (const facts::Text setting = llvm::isa<CXXConversionDecl>(site.callee) ? settingsOf(object) : nullptr)
    return Outcome{setting, std::nullopt};
  std::vector<std::string> origin = originOf(object.pointer() ? load(*object.pointer()) : object);
  auto *method = llvm::dyn_cast<CXXMethodDecl>(site.callee);
  const bool isWhole = !method || method->isStatic();
  for (const Argument &argument : site.arguments)
    if (origin.empty() && isWhole && isObject)
      origin = originOf(argument.value);
  if (origin.empty())
    return std::nullopt;
  facts::Hole part = holeOf(site.expression, site.callee->getReturnType());
  part.kind = type->isArithmeticType() ? facts::HoleKind::Number : facts::HoleKind::Text;
  part.origin = std::move(origin);
  noteMade(part, site.expression);
  return Outcome{facts::hole(std::move(part)), std::nullopt};
}

Outcome Evaluator::opaque(CallSite &site) {
  std::vector<facts::Text> given = textsGivenTo(site);
  const size_t fromObject = addObject(site, given);
  const std::vector<facts::Text> filled = filledBy(site, given);
  for (unsigned i = 0; i < site.arguments.size(); ++i) {
    QualType parameter;
    if (site.callee && i < site.callee->getNumParams())
      parameter = site.callee->getParamDecl(i)->getType();
    escape(site.arguments[i], parameter, site.expression);
    if (filled[i])
      leave(site.arguments[i].place, filled[i]);
  }
  if (!site.callee || isProgram(*site.callee))
    loseNumbersElsewhere();
  if (!site.callee)
    return {};
  auto *method = llvm::dyn_cast<CXXMethodDecl>(site.callee);
  if (method && !method->isConst() && site.self.root) {
    ++Touched[site.self.root];
    if (!hasConstTwin(*method)) // `++iterator`: what was asked of it before is asked anew
      Now.versions[site.self.root] = ++Version;
  }
  if (method && !method->isConst() && site.receiver && isProgram(*method) && !llvm::isa<CXXConstructorDecl>(method)) {
    const Place object = objectOf(site);
    const bool isFollowed = changeElsewhere(site, given, fromObject);
    if (!isFollowed)
      forget(object, site.receiver);
    else if (givesItself(*method))
      return {load(object), object};
  }
  if (std::optional<Outcome> part = isProgram(*site.callee) ? std::nullopt : partReadOutside(site))
    return *part;
  QualType type = site.callee->getReturnType();
  if (!isProgram(*site.callee) || (!isText(type) && !type->isRecordType() && !Match.isTable(type)))
    return {};
  facts::Result result;
  result.arguments = std::move(given);
  result.hole = holeOf(site.expression, type);
  result.object = objectName(site);
  if (Match.isTable(type))
    return {tableGiven(site, result), std::nullopt};
  if (isText(type)) {
    if (isNamedForEscaping(*site.callee) && !site.arguments.empty())
      result.hole.kind = facts::HoleKind::Checked; // where its body does not say it better
    result.function = Facts.mention(*site.callee);
    return {facts::result(std::move(result)), std::nullopt};
  }
  extract::Record made;
  for (const FieldDecl *member : textMembers(type)) {
    facts::Result part = result;
    part.function = Facts.mentionPart(*site.callee, member->getNameAsString());
    part.hole.expression += "." + member->getNameAsString();
    made.fields[member] = facts::result(std::move(part));
  }
  return {made.fields.empty() ? Value() : Value(std::move(made)), std::nullopt};
}

} // namespace pgtidy::extract
