// Functions of the program, evaluated where they are called.
#include "evaluator.h"
#include "texts.h"

#include "llvm/Support/SaveAndRestore.h"

namespace pgtidy::extract {

using namespace clang;

/// What one call may take of the steps of its caller, for which there is more to read behind it.
static constexpr unsigned StepsPerCall = 5000;

/// Whether a caller could see a difference: the result matters, or an object of the caller may be changed.
bool Evaluator::isWorthInlining(const CallSite &site, const FunctionDecl &definition) {
  if (llvm::isa<CXXConstructorDecl>(definition))
    return true;
  QualType result = definition.getReturnType();
  if (!result->isVoidType())
    return true;
  if (site.self.root)
    return true;
  for (unsigned i = 0; i < site.arguments.size() && i < definition.getNumParams(); ++i) {
    QualType type = definition.getParamDecl(i)->getType();
    if (site.arguments[i].value.closure() || site.arguments[i].value.function())
      return true;
    if ((type->isReferenceType() || type->isPointerType()) && !type->getPointeeType().isConstQualified())
      return true;
  }
  const bool isHelper = Helpers::isHelper(definition); // in which situation it acts is its caller's
  if (isHelper && Marked.mayReachDatabase(definition))
    return true;
  return definition.isNoReturn() || Marked.isMarked(definition); // it may leave where it finds no row
}

/// Whether the object is a variable of just that class, not perhaps of one derived from it.
static bool isOfItsOwnType(const Expr *receiver) {
  auto *reference = receiver ? llvm::dyn_cast<DeclRefExpr>(receiver->IgnoreParenImpCasts()) : nullptr;
  return reference && reference->getDecl()->getType()->isRecordType();
}

/// Whether the text says itself what it is: nothing in it is what an object had before.
static bool isPutHere(const Value &value) {
  const facts::Text text = value.text();
  return text && facts::hasLiteral(text) && !any(text, [](const facts::TextNode &node) {
           return std::holds_alternative<facts::Symbol>(node.value) || isLoopMarker(node);
         });
}

/// Whether the method is called on an object that was made in the function at hand, or in one that it calls, or that
/// got its text there: of the texts in its members that is known.
bool Evaluator::isKnownObject(const CallSite &site, const FunctionDecl &definition) {
  auto *method = llvm::dyn_cast<CXXMethodDecl>(&definition);
  if (!method || method->isStatic() || !site.self.root || !Marked.mayReachDatabase(definition))
    return false;
  const Value object = load(site.self);
  const Value held = object.pointer() ? load(*object.pointer()) : object;
  const extract::Record *record = held.record();
  if (record && Unnamed.count(site.self.root) &&
      llvm::none_of(record->fields, [](const auto &member) { return isPutHere(member.second); }))
    return false;
  return record && llvm::any_of(record->fields, [&](const auto &member) {
           return mayHoldText(member.first->getType()) || Match.isTable(member.first->getType());
         });
}

/// What the call of a function of the program gives; nothing where it is not followed.
std::optional<Outcome> Evaluator::inlined(CallSite &site) {
  std::optional<Outcome> outcome = followed(site);
  if (!outcome || !Evaluated || InPattern)
    HelperCalls.notFollowed(*site.callee);
  return outcome;
}

std::optional<Outcome> Evaluator::followed(CallSite &site) {
  const FunctionDecl *definition = site.callee->getDefinition();
  if (!definition || (!definition->hasBody() && !definition->isDefaulted()) || definition->isDependentContext())
    return std::nullopt;
  if (Depth >= MostCalls || Active.count(definition) || Budget < 50 || TooLong.count(definition) ||
      !isWorthInlining(site, *definition))
    return std::nullopt;
  if (site.isVirtual && Marked.overridden.count(definition->getCanonicalDecl()) && !isOfItsOwnType(site.receiver))
    return std::nullopt;
  if (site.isVirtual && llvm::cast<CXXMethodDecl>(definition)->isPureVirtual())
    return std::nullopt;
  // Another unit may override it: what all of them answer is known when the units are linked.
  const bool isLeftOut = mayNotHaveRun(site);
  bool isOneOfMany = site.isVirtual && definition->isExternallyVisible() && !isOfItsOwnType(site.receiver);
  if (isOneOfMany && isText(definition->getReturnType()))
    return std::nullopt;
  std::optional<Place> self;
  if (auto *method = llvm::dyn_cast<CXXMethodDecl>(definition); method && !method->isStatic()) {
    self = site.self;
    if (!self->root)
      self = someObject(*method->getParent());
  }
  std::optional<State> untouched;
  if (isOneOfMany || isLeftOut)
    untouched = Now;
  // What a caller gives as a function is known only where that is called.
  const bool isKnown = isKnownObject(site, *definition) || llvm::any_of(site.arguments, [](const Argument &argument) {
                         return argument.value.closure() || argument.value.function();
                       });
  const bool isElsewhere = isForOtherUnits(*definition);
  llvm::SaveAndRestore inKnown(InKnown, InKnown + isKnown);
  llvm::SaveAndRestore whole(IsWhole, IsWhole && !isElsewhere);
  Inside.push_back({Where.use(site.name), isKnown || InKnown ? Facts.mention(*site.callee) : ""});
  const std::vector<Value> before = tablesGiven(site, *definition);
  std::optional<Outcome> outcome = enterBriefly(*definition, site.arguments, self);
  Inside.pop_back();
  if (outcome)
    noteGiven(site, *definition, before);
  for (const Argument &argument : site.arguments) // kept there, and called when nobody sees it
    if (const Closure *closure = argument.value.closure(); closure && !Called.count(closure->lambda))
      escape(argument.value);
  if (isOneOfMany || isLeftOut) {
    Now = joined(*untouched, Now);
    return outcome ? Outcome() : outcome;
  }
  if (outcome && outcome->value.isUnknown() && isText(definition->getReturnType()))
    return std::nullopt;
  return outcome;
}

/// What the call gives; nothing, as if it had not been looked at, where it takes too long (a parser of its own).
std::optional<Outcome> Evaluator::enterBriefly(const FunctionDecl &function, const std::vector<Argument> &arguments,
                                               std::optional<Place> self) {
  bool isOutermost = !IsBrief;
  llvm::SaveAndRestore brief(IsBrief, true);
  unsigned before = Budget;
  std::optional<State> state;
  const Recorder::Mark mark = Facts.mark();
  if (isOutermost) {
    state = Now;
    Budget = std::min(Budget, StepsPerCall);
  }
  unsigned given = Budget;
  Outcome outcome = enter(function, arguments, std::move(self), false);
  unsigned used = given - Budget;
  bool isTooLong = isOutermost && Budget == 0;
  if (isTooLong || used > StepsPerCall / 2)
    TooLong.insert(&function);
  if (isOutermost)
    Budget = before - used;
  if (!isTooLong)
    return outcome;
  Now = std::move(*state);
  Facts.rewind(mark);
  return std::nullopt;
}

/// The parameter's value: the object itself where it is passed by reference.
static Value bound(const ParmVarDecl &parameter, const Argument &argument) {
  if (parameter.getType()->isReferenceType() && argument.place.root)
    return argument.place;
  return argument.value;
}

Outcome Evaluator::enter(const FunctionDecl &function, const std::vector<Argument> &arguments,
                         std::optional<Place> self, bool recording) {
  Frame frame;
  frame.function = &function;
  frame.caller = Top;
  frame.self = std::move(self);
  frame.recording = recording;
  std::vector<facts::Operand> given;
  for (const Argument &argument : arguments)
    given.push_back(operand(argument.expression, argument.value));
  for (unsigned i = 0; i < function.getNumParams(); ++i) {
    const ParmVarDecl *parameter = function.getParamDecl(i);
    const void *root = parameter->getCanonicalDecl();
    Now.values.erase(root);
    Passing.insert(root);
    if (i < arguments.size() && arguments[i].expression)
      Now.values[root] = bound(*parameter, arguments[i]);
    else if (i < arguments.size() && !arguments[i].value.isUnknown())
      Now.values[root] = arguments[i].value;
    else if (isText(parameter->getType())) {
      facts::Hole hole = holeOf(nullptr, parameter->getType());
      hole.expression = parameter->getNameAsString();
      hole.location = Where.use(parameter->getLocation());
      Now.values[root] = facts::hole(std::move(hole));
    }
    Now.versions[root] = ++Version;
    if (i < given.size() && !given[i].identity.empty())
      Held[Version] = given[i];
  }
  Top = &frame;
  ++Depth;
  Active.insert(&function);
  walkBody(function);
  Active.erase(&function);
  --Depth;
  Top = frame.caller;
  Now = joined(Now, frame.returned);
  auto result = Now.values.find(&function);
  if (result == Now.values.end())
    return {};
  Value value = result->second;
  Now.values.erase(result);
  if (function.getReturnType()->isBooleanType())
    value = answer(frame, value);
  else if (function.getReturnType()->isIntegralOrEnumerationType())
    value = numberReturned(frame, value);
  Outcome outcome{value, std::nullopt};
  if (function.getReturnType()->isReferenceType() && value.pointer()) {
    outcome.place = *value.pointer();
    outcome.value = load(*outcome.place);
  }
  return outcome;
}

void Evaluator::initialiseMembers(const CXXConstructorDecl &constructor) {
  for (const CXXCtorInitializer *initializer : constructor.inits()) {
    if (initializer->isDelegatingInitializer()) {
      if (Top->self)
        makes(initializer->getInit(), Top->self->owner());
      Value made = evaluate(initializer->getInit());
      if (Top->self && made.record())
        Now.values[Top->self->root] = stored(Now.values[Top->self->root], *Top->self, 0, made);
      continue;
    }
    if (initializer->isBaseInitializer()) {
      if (Top->self)
        makes(initializer->getInit(), Top->self->owner());
      Value base = evaluate(initializer->getInit());
      if (const auto *record = base.record(); record && Top->self)
        for (const auto &[field, value] : record->fields)
          store(Top->self->field(field), value);
      continue;
    }
    const FieldDecl *field = initializer->getAnyMember();
    if (!field || !Top->self)
      continue;
    const Expr *init = initializer->getInit();
    if (field->getType()->isReferenceType()) {
      store(Top->self->field(field), place(init));
      continue;
    }
    const bool isMadeHere = makes(init, {init, field});
    const Value value = evaluate(init);
    keepCallable(*field, value, init);
    llvm::SaveAndRestore muted(Muted, Muted + isMadeHere); // its constructor says what is in its members
    store(Top->self->field(field), value);
  }
}

void Evaluator::walkBody(const FunctionDecl &function) {
  if (auto *constructor = llvm::dyn_cast<CXXConstructorDecl>(&function))
    initialiseMembers(*constructor);
  if (function.hasBody())
    walk(function.getBody());
}

} // namespace pgtidy::extract
