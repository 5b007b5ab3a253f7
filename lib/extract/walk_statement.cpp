// Statements, in the order in which they run.
#include "changes.h"
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

/// The part of a loop or decision in which the length of a container matters for its course.
static const Stmt *containersReadBy(const Stmt &statement) {
  if (auto *decision = llvm::dyn_cast<IfStmt>(&statement))
    return decision->getCond();
  if (auto *range = llvm::dyn_cast<CXXForRangeStmt>(&statement))
    return range->getRangeInit();
  bool isLoop = llvm::isa<ForStmt, WhileStmt, DoStmt>(statement);
  return isLoop ? &statement : nullptr;
}

void Evaluator::walk(const Stmt *statement) {
  if (!statement || Budget == 0)
    return;
  if (!Now.reachable && !llvm::isa<LabelStmt, SwitchCase, CompoundStmt>(statement))
    return;
  --Budget;
  if (auto *expression = llvm::dyn_cast<Expr>(statement)) {
    Discarded = stripped(expression);
    evaluate(expression);
    Discarded = nullptr;
    return;
  }
  if (walkPerContainer(*statement, containersReadBy(*statement)))
    return;
  switch (statement->getStmtClass()) {
  case Stmt::CompoundStmtClass:
    return walkBlock(*llvm::cast<CompoundStmt>(statement));
  case Stmt::DeclStmtClass:
    for (const Decl *declaration : llvm::cast<DeclStmt>(statement)->decls())
      if (auto *pair = llvm::dyn_cast<DecompositionDecl>(declaration))
        decompose(*pair);
      else if (auto *variable = llvm::dyn_cast<VarDecl>(declaration))
        declare(*variable);
    return;
  case Stmt::ReturnStmtClass:
    return returns(llvm::cast<ReturnStmt>(statement)->getRetValue());
  case Stmt::CoreturnStmtClass:
    return returns(llvm::cast<CoreturnStmt>(statement)->getOperand());
  case Stmt::CoroutineBodyStmtClass:
    return walk(llvm::cast<CoroutineBodyStmt>(statement)->getBody());
  case Stmt::IfStmtClass:
    return walkIf(*llvm::cast<IfStmt>(statement));
  case Stmt::SwitchStmtClass:
    return walkSwitch(*llvm::cast<SwitchStmt>(statement));
  case Stmt::ForStmtClass:
    walkFor(*llvm::cast<ForStmt>(statement));
    return letThroughAfter(*statement);
  case Stmt::WhileStmtClass:
    walkWhile(*llvm::cast<WhileStmt>(statement));
    return letThroughAfter(*statement);
  case Stmt::DoStmtClass:
    return walkDo(*llvm::cast<DoStmt>(statement));
  case Stmt::CXXForRangeStmtClass:
    walkRange(*llvm::cast<CXXForRangeStmt>(statement));
    return letThroughAfter(*statement);
  case Stmt::BreakStmtClass:
    return leave(Top->breaks);
  case Stmt::ContinueStmtClass:
    return leave(Top->continues);
  case Stmt::CXXTryStmtClass:
    return walkTry(*llvm::cast<CXXTryStmt>(statement));
  case Stmt::LabelStmtClass:
    return walkLabel(*llvm::cast<LabelStmt>(statement));
  case Stmt::GotoStmtClass:
    return leave(
        &Top->jumps.try_emplace(llvm::cast<GotoStmt>(statement)->getLabel(), State::unreachable()).first->second);
  case Stmt::IndirectGotoStmtClass:
    Now.reachable = false; // the labels expect anything
    return;
  case Stmt::AttributedStmtClass:
    return walk(llvm::cast<AttributedStmt>(statement)->getSubStmt());
  case Stmt::CaseStmtClass:
  case Stmt::DefaultStmtClass:
    return walk(llvm::cast<SwitchCase>(statement)->getSubStmt());
  default:
    for (const Stmt *child : statement->children())
      walk(child);
  }
}

void Evaluator::walkBlock(const CompoundStmt &block) {
  for (const Stmt *child : block.body()) {
    walk(child);
    sweep();
  }
  for (const Stmt *child : block.body())
    if (auto *declared = llvm::dyn_cast<DeclStmt>(child))
      for (const Decl *declaration : declared->decls())
        if (auto *variable = llvm::dyn_cast<VarDecl>(declaration); variable && variable->hasLocalStorage())
          Passing.insert(variable->getCanonicalDecl());
}

/// The object that a variable is whose constructor's arguments hold an error.
Value Evaluator::constructedOf(const VarDecl &variable, const ParenListExpr &given) {
  const CXXRecordDecl *record = variable.getType()->getAsCXXRecordDecl();
  if (!record)
    return {};
  CallSite site;
  site.expression = &given;
  site.name = variable.getLocation();
  llvm::SmallVector<const Expr *, 6> written(const_cast<ParenListExpr &>(given).exprs());
  site.arguments = arguments(nullptr, written);
  const CXXConstructorDecl *constructor = constructorFor(*record, site.arguments);
  site.callee = constructor;
  return constructor ? constructed(site, *constructor).value : Value();
}

void Evaluator::declare(const VarDecl &variable) {
  const void *root = variable.getCanonicalDecl();
  const Expr *init = variable.getInit();
  const Expr *list = init;
  if (init &&
      init->getType().isNull()) // what stands in the parentheses makes an object of a type that is not known yet
    init = nullptr;
  if (variable.isStaticLocal()) { // initialised once, at an unknown time
    Globals.try_emplace(root, &variable);
    if (init && !Marked.changed.count(variable.getCanonicalDecl())) {
      bool isReference = variable.getType()->isReferenceType();
      const Value value = isReference ? Value(place(init)) : evaluate(init);
      Now.values[root] = isOfRows(value) ? Value() : value; // of the first time, which may be long ago
    } else if (init) {
      initialised(variable, init);
    }
    return;
  }
  if (variable.hasExternalStorage())
    return;
  Value value;
  if (init) {
    if (variable.getType()->isReferenceType()) {
      Place object = place(init);
      value = object.root ? Value(object) : isText(init->getType()) ? Value(hole(init)) : Value();
    } else {
      value = evaluateAnswer(init);
    }
  } else if (isText(variable.getType()) && variable.getType()->isArrayType()) {
    value = facts::literal(""); // a buffer that is filled later
  } else if (auto *given = llvm::dyn_cast_or_null<ParenListExpr>(list); given && given->containsErrors()) {
    value = constructedOf(variable, *given);
  }
  Now.values[root] = value;
  Now.versions[root] = ++Version;
  if (const CXXRecordDecl *made = variable.getType()->getAsCXXRecordDecl(); made && made->isPolymorphic())
    Classes[root] = made;
  if (!variable.getType()->isReferenceType())
    hold(root, variable, init, value);
}

void Evaluator::decompose(const DecompositionDecl &declaration) {
  declare(declaration);
  const void *root = declaration.getCanonicalDecl();
  Place whole = placeOf(&declaration);
  Value value = load(whole);
  int64_t index = 0;
  for (const BindingDecl *binding : declaration.bindings()) {
    const FieldDecl *field = nullptr;
    if (const Expr *named = binding->getBinding())
      if (auto *member = llvm::dyn_cast<MemberExpr>(named->IgnoreParenImpCasts()))
        field = llvm::dyn_cast<FieldDecl>(member->getMemberDecl());
    Step step = field ? Step{field, -1} : Step{nullptr, index};
    const Value part = isRowOfColumns(value) ? columnOfRow(*value.rows(), index, *binding) : loadStep(value, step);
    ++index;
    Now.values[binding->getCanonicalDecl()] = part.isUnknown() ? unknownPart(*binding) : part;
    Now.versions[binding->getCanonicalDecl()] = ++Version;
  }
  (void)root;
  const QualType type = declaration.getType();
  if (type->isReferenceType() && !type.getNonReferenceType().isConstQualified() && isAnswered(whole))
    forget(whole, nullptr); // the parts may be written to
}

static bool isVariable(const Expr *expression) {
  expression = stripped(expression);
  if (auto *made = llvm::dyn_cast<CXXConstructExpr>(expression); made && made->getNumArgs() == 1)
    expression = stripped(made->getArg(0));
  if (auto *call = llvm::dyn_cast<CallExpr>(expression); call && call->isCallToStdMove())
    expression = stripped(call->getArg(0));
  return llvm::isa<DeclRefExpr, MemberExpr>(expression);
}

void Evaluator::returns(const Expr *expression) {
  const FunctionDecl *function = Top->function;
  if (expression) {
    Value value;
    if (function->getReturnType()->isReferenceType() && expression->isGLValue()) {
      Place object = place(expression);
      value = object.root ? Value(object) : evaluate(expression);
    } else {
      value = evaluateAnswer(expression);
    }
    // A variable that is still empty where it is returned is possible, but as doubtful as a loop that runs no time.
    if (isText(function->getReturnType()) && value.text() && isEmpty(value.text()) == true && isVariable(expression))
      value = facts::repeat(facts::literal(""));
    sentElsewhere(value);
    Now.values[function] = value;
    if (function->getReturnType()->isBooleanType())
      answers(*Top, value, expression);
    else
      notesGiven(*Top, value);
    noteNumbers(*Top, value);
    notesRead(*Top, value, expression);
    noteFilled(*Top, value);
  }
  Top->returned = joined(Top->returned, Now);
  Now.reachable = false;
}

void Evaluator::leave(State *target) {
  if (target)
    *target = joined(*target, Now);
  Now.reachable = false;
}

void Evaluator::walkTry(const CXXTryStmt &statement) {
  State before = Now, throws = State::unreachable();
  State *outer = std::exchange(Top->throws, &throws);
  walk(statement.getTryBlock());
  Top->throws = outer;
  State after = Now;
  // An exception leaves the block somewhere: what it changed may have been changed or not. Where the program throws, it
  // is known what was.
  State thrown = joined(after.reachable ? joined(before, after) : before, throws);
  for (unsigned i = 0; i < statement.getNumHandlers(); ++i) {
    Now = thrown;
    walk(statement.getHandler(i)->getHandlerBlock());
    after = joined(after, Now);
  }
  Now = after;
}

/// The ways from before the label meet there. Where others lead back to it, what the function changes is not known.
void Evaluator::walkLabel(const LabelStmt &statement) {
  if (auto jumps = Top->jumps.find(statement.getDecl()); jumps != Top->jumps.end()) {
    Now = joined(Now, jumps->second);
    Top->jumps.erase(jumps);
  }
  const Stmt *body = Top->function->getBody();
  if (isReachedFromBehind(statement, body)) {
    Now.reachable = true;
    Now.decisions.clear();
    const std::set<const void *> changed = changesIn(body);
    for (auto &[root, value] : Now.values)
      if (changed.count(root)) {
        value = value.text() ? Value(unknown("reached by goto")) : Value();
        Now.versions[root] = ++Version;
      }
  }
  walk(statement.getSubStmt());
}

} // namespace pgtidy::extract
