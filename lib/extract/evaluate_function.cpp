// Functions evaluated for their own sake, and initialisers.
#include "evaluator.h"
#include "texts.h"

#include "facts/list.h"

namespace pgtidy::extract {

using namespace clang;

static constexpr unsigned StepsPerFunction = 100000;
static constexpr unsigned StepsPerNode = 20;
static constexpr unsigned StepsPerHelper = 4000;

static unsigned nodesIn(const Stmt &statement) {
  unsigned nodes = 1;
  for (const Stmt *child : statement.children())
    if (child)
      nodes += nodesIn(*child);
  return nodes;
}

JoinContext Evaluator::joining() {
  return {[this](const void *root) { return initial(root); },
          [this](const FieldDecl *field, const Owner &owner) { return initialMember(field, owner); },
          [this] { return ++Version; }};
}

State Evaluator::joined(const State &a, const State &b) {
  State both = join(a, b, joining());
  certainBehind(a, b, both);
  return both;
}

void Evaluator::begin(std::string key) {
  static_cast<FunctionState &>(*this) = FunctionState();
  Budget = StepsPerFunction;
  Key = std::move(key);
}

/// What stands for that which a pointer parameter points to.
static const void *targetOf(const FunctionDecl &function, unsigned index) {
  return static_cast<const void *>(&function.parameters()[index]);
}

/// What stands for the object that the pointers in a container lead to.
static const void *objectIn(const FunctionDecl &function, unsigned index) {
  return static_cast<const char *>(targetOf(function, index)) + 1;
}

/// What stands for the characters that a `char *` parameter points to; null for other parameters.
static const void *bufferOf(const FunctionDecl &function, unsigned index, Matcher &match) {
  QualType type = function.getParamDecl(index)->getType();
  return type->isPointerType() && match.isFilledText(type) ? targetOf(function, index) : nullptr;
}

void Evaluator::bindParameters(const FunctionDecl &function) {
  unsigned next = function.getNumParams();
  for (unsigned i = 0; i < function.getNumParams(); ++i) {
    const ParmVarDecl *parameter = function.getParamDecl(i);
    facts::Hole hole = holeOf(nullptr, parameter->getType());
    hole.expression = parameter->getNameAsString();
    hole.location = Where.use(parameter->getLocation());
    Value value;
    if (function.isMain() && i == 1) {
      hole.kind = facts::HoleKind::Text;
      hole.origin.push_back("read from the command line");
      value = anyNumberOf(facts::hole(std::move(hole)));
    } else if (!isText(parameter->getType())) {
      const Shape &shape = Match.shapeOf(parameter->getType());
      hole.kind = facts::HoleKind::Text;
      // The function may move the elements of what it may change.
      const QualType type = parameter->getType().getNonReferenceType();
      const bool staysInOrder = type.isConstQualified() || !isSequence(type) ||
                                (type->isPointerType() && type->getPointeeType().isConstQualified());
      auto part = [&](bool isElement, const FieldDecl *member) {
        facts::Hole text = hole;
        if (member) { // nobody puts it into a text where it is only handed on in its object
          text.expression += "." + member->getNameAsString();
          text.made = text.location;
          text.location = {};
        }
        text.context = !isElement ? facts::APart : staysInOrder ? facts::AnElement : facts::MovedElement;
        return facts::parameter({Key, isOfTexts(shape) ? i : next++, std::move(text)});
      };
      value = valueOf(shape, part, [&](Record object) {
        const void *root = objectIn(function, i);
        Given.insert(root); // or to nothing
        Now.values[root] = std::move(object);
        return Place{root, {}, false};
      });
      if (value.array() && parameter->getType()->isPointerType()) { // the array that it points to
        const void *array = targetOf(function, i);
        Given.insert(array); // or to nothing
        Now.values[array] = std::move(value);
        value = Place{array, {}, false};
      }
    } else {
      value = facts::parameter({Key, i, std::move(hole)});
      if (const void *buffer = bufferOf(function, i, Match)) {
        Given.insert(buffer);
        Now.values[buffer] = std::move(value);
        value = Place{buffer, {}, false};
      }
    }
    Now.values[parameter->getCanonicalDecl()] = value;
  }
}

void Evaluator::function(const FunctionDecl &function) {
  if (Match.isDescribed(function)) // the rules say what it does
    return;
  begin(key(function));
  Evaluated = &function;
  InPattern = function.isDependentContext();
  if (const Stmt *body = function.getBody()) // a long function is no reason to lose what stands at its end
    Budget += StepsPerNode * nodesIn(*body);
  // Of a library among the program's headers, as for JSON, no more than small helpers will ever be asked for.
  const bool isOfHeader =
      function.isTemplateInstantiation() || !Context.getSourceManager().isInMainFile(function.getLocation());
  if (isOfHeader && !Marked.mayReachDatabase(function))
    Budget = std::min(Budget, StepsPerHelper);
  Frame frame;
  frame.function = &function;
  if (auto *method = llvm::dyn_cast<CXXMethodDecl>(&function); method && !method->isStatic())
    frame.self = someObject(*method->getParent());
  Top = &frame;
  bindParameters(function);
  Recorder::Mark mark = Facts.mark();
  Active.insert(&function);
  walkBody(function);
  Now = joined(Now, Top->returned);
  if (Top->self)
    dropSteps(mark);
  noteAnswer(function);
  fillsParameters(function);
  leavesMembers(function);
  pendingLambdas();
  noteCompared();
  if (Budget == 0)
    HelperCalls.notFinished(function);
  Recorder::Mark after = Facts.mark();
  finish(function, mark.calls != after.calls || mark.invocations != after.invocations ||
                       mark.symbols != after.symbols || mark.sent != after.sent || mark.visits != after.visits ||
                       mark.handed != after.handed);
  Top = nullptr;
}

/// Of a member that the function puts together piece by piece, others see what it leaves there.
void Evaluator::dropSteps(const Recorder::Mark &mark) {
  auto object = Now.values.find(Top->self->root);
  const extract::Record *members = object == Now.values.end() ? nullptr : object->second.record();
  if (!members)
    return;
  for (const auto &[field, value] : members->fields)
    if (value.text() && mayHoldText(field->getType()))
      Facts.dropSteps(mark, key(*field), known(value.text()));
}

/// Notes the text members of an object that is returned by value: other units execute them.
void Evaluator::returnsMembers(const FunctionDecl &function, const Value &value) {
  const extract::Record *record = value.record();
  for (const FieldDecl *member : textMembers(function.getReturnType()))
    if (auto held = record ? record->fields.find(member) : decltype(record->fields.find(member))();
        record && held != record->fields.end() && held->second.text())
      Facts.returnsPart(function, member->getNameAsString(), bounded(known(held->second.text())));
}

/// Notes what the function leaves in the texts that its caller gave it to fill.
void Evaluator::fillsParameters(const FunctionDecl &function) {
  for (unsigned i = 0; i < function.getNumParams(); ++i) {
    const ParmVarDecl *parameter = function.getParamDecl(i);
    const void *buffer = bufferOf(function, i, Match);
    auto left = Now.values.find(buffer ? buffer : parameter->getCanonicalDecl());
    if (left == Now.values.end() || !left->second.text() || !Match.isFilledText(parameter->getType()))
      continue;
    auto *same = std::get_if<facts::Parameter>(&left->second.text()->value);
    if (!same || same->index != i || same->function != Key)
      Facts.returnsPart(function, std::to_string(i), bounded(known(left->second.text())));
  }
}

/// The text members of a class of the program; none of any other type.
std::vector<const FieldDecl *> Evaluator::textMembers(QualType type) {
  std::vector<const FieldDecl *> members;
  const RecordDecl *record = type->getAsRecordDecl();
  if (!record || !isProgram(*record) || !record->getDefinition() || record->isDependentType())
    return members;
  for (const FieldDecl *member : record->getDefinition()->fields())
    if (mayHoldText(member->getType()))
      members.push_back(member);
  return members;
}

/// Whether the function is a method that other units call on objects which hold texts.
bool Evaluator::mayChangeTexts(const FunctionDecl &function) {
  auto *method = llvm::dyn_cast<CXXMethodDecl>(&function);
  return method && !method->isConst() && isForOtherUnits(function) && !heldMembers(function).empty();
}

/// Notes what the function returns and its default arguments.
void Evaluator::finish(const FunctionDecl &function, bool hasFacts) {
  Now = Top->returned;
  auto returned = Now.values.find(&function);
  facts::Text text = returned != Now.values.end() ? returned->second.text() : nullptr;
  if (!text && returned != Now.values.end() && isText(function.getReturnType()))
    text = textOf(returned->second, nullptr);
  if (returned != Now.values.end()) {
    returnsMembers(function, returned->second);
    returnsElements(function, returned->second);
    returnsReference(function, returned->second);
  }
  if (text)
    Facts.returns(function, bounded(known(text)));
  else if (!hasFacts && !mayChangeTexts(function)) // that it leaves them as they are is said as well
    return;
  Facts.mention(function);
  if (isForOtherUnits(function))
    noteMembers(function);
  Now = State();
  for (unsigned i = 0; i < function.getNumParams(); ++i) {
    const ParmVarDecl *parameter = function.getParamDecl(i);
    if (parameter->hasDefaultArg() && !parameter->hasUninstantiatedDefaultArg() &&
        !parameter->hasUnparsedDefaultArg() && isText(parameter->getType()))
      Facts.defaultArgument(function, i, textOf(evaluate(parameter->getDefaultArg()), parameter->getDefaultArg()));
  }
}

void Evaluator::variable(const VarDecl &variable) {
  begin("");
  Frame frame;
  Top = &frame;
  bool isKnownEverywhere =
      variable.isConstexpr() || (variable.getType().isConstant(Context) && !variable.isExternallyVisible());
  if (isKnownEverywhere)
    evaluate(variable.getInit());
  else
    initialised(variable, variable.getInit());
  pendingLambdas();
  Top = nullptr;
}

void Evaluator::member(const FieldDecl &field) {
  begin("");
  Frame frame;
  Top = &frame;
  if (const Expr *init = field.getInClassInitializer()) {
    const Value value = evaluate(init);
    if (Match.isTable(field.getType()))
      noteElements(field, {}, value);
    else if (isText(field.getType()))
      noteSymbol(field, value);
  }
  pendingLambdas();
  Top = nullptr;
}

} // namespace pgtidy::extract
