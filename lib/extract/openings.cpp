#include "openings.h"

#include "method.h"

#include "holder.h"
#include "requests.h"
#include "stored.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include <set>

namespace pgtidy::extract {

using namespace clang;
using facts::Holder;
using Repeats = facts::Opening::Repeats;

namespace {

/// How often the code at some point is met, and who holds what it makes.
struct Context {
  bool isCertain = true;
  Repeats repeats = Repeats::No;
  const Stmt *loop = nullptr;
  Holder result = Holder::Own;
  bool isRouted = false; ///< what stands here is handed to a router

  Context maybe() const {
    Context context = *this;
    context.isCertain = false;
    return context;
  }
  Context held(Holder holder) const {
    Context context = *this;
    context.result = holder;
    return context;
  }
};

template <typename Test> bool anyBelow(const Stmt *statement, Test test) {
  if (!statement || llvm::isa<LambdaExpr>(statement))
    return false;
  return test(statement) ||
         llvm::any_of(statement->children(), [&](const Stmt *child) { return anyBelow(child, test); });
}

bool mayReturn(const Stmt *statement) {
  return anyBelow(statement, [](const Stmt *at) { return llvm::isa<ReturnStmt>(at); });
}

/// A loop that counts its tries, or waits between its turns, opens what could not be opened before.
bool triesAgain(const Stmt *body) {
  return anyBelow(body, [](const Stmt *at) {
    if (llvm::isa<ReturnStmt, BreakStmt, GotoStmt, CXXTryStmt>(at))
      return true;
    auto *call = llvm::dyn_cast<CallExpr>(at);
    const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
    return callee && callee->getDeclName().isIdentifier() && callee->getName().contains_insensitive("sleep");
  });
}

/// Loops over data: over a range, or counted ones that do not try again.
bool isOverData(const Stmt *loop) {
  if (llvm::isa<CXXForRangeStmt>(loop))
    return true;
  auto *counted = llvm::dyn_cast<ForStmt>(loop);
  return counted && counted->getInit() && counted->getCond() && counted->getInc() && !triesAgain(counted->getBody());
}

class Walker {
public:
  Walker(const Survey &survey, Matcher &matcher, Places &places, std::vector<facts::Opening> &into)
      : Known(survey), Match(matcher), Where(places), Into(into) {}

  void function(const FunctionDecl &function) {
    Key = key(function);
    Stored = storedIn(function.getBody());
    Context context;
    if (takesRequest(function, Match))
      context.repeats = Repeats::Request;
    if (auto *constructor = llvm::dyn_cast<CXXConstructorDecl>(&function))
      for (const CXXCtorInitializer *initializer : constructor->inits())
        walk(initializer->getInit(), context.held(Holder::This));
    // What a constructor keeps lives as long as the object: its maker says how long.
    walk(function.getBody(), context);
  }

private:
  const Survey &Known;
  Matcher &Match;
  Places &Where;
  std::vector<facts::Opening> &Into;
  std::string Key;
  std::set<const VarDecl *> Stored; ///< local variables whose values are put elsewhere

  void children(const Stmt *statement, const Context &context) {
    for (const Stmt *child : statement->children())
      walk(child, context);
  }

  void walk(const Stmt *statement, const Context &context) {
    if (!statement || llvm::isa<CXXDefaultArgExpr>(statement))
      return;
    if (auto *block = llvm::dyn_cast<CompoundStmt>(statement))
      return walkBlock(*block, context);
    if (auto *given = llvm::dyn_cast<CXXDefaultInitExpr>(statement))
      return walk(given->getExpr(), context);
    if (auto *lambda = llvm::dyn_cast<LambdaExpr>(statement))
      return walkLambda(*lambda, context);
    if (auto *declaration = llvm::dyn_cast<DeclStmt>(statement))
      return walkDeclaration(*declaration, context);
    if (llvm::isa<IfStmt, SwitchStmt, ConditionalOperator, CXXTryStmt>(statement))
      return walkBranches(statement, context);
    if (llvm::isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(statement))
      return walkLoop(statement, context);
    if (auto *operation = llvm::dyn_cast<BinaryOperator>(statement))
      return walkOperation(*operation, context);
    if (auto *call = llvm::dyn_cast<CallExpr>(statement))
      return walkCall(*call, context);
    if (auto *made = llvm::dyn_cast<CXXConstructExpr>(statement)) {
      opening(constructorOf(*made), made->getLocation(), made, made->getNumArgs(), context.result, context);
      return children(statement, context);
    }
    bool handsOn = llvm::isa<CastExpr, ExprWithCleanups, MaterializeTemporaryExpr, CXXBindTemporaryExpr, CXXNewExpr,
                             ParenExpr, InitListExpr, ConstantExpr>(statement);
    children(statement, handsOn ? context : context.held(Holder::Own));
  }

  /// After a way out, the rest of a block is met only sometimes.
  void walkBlock(const CompoundStmt &block, Context context) {
    for (const Stmt *child : block.body()) {
      walk(child, context);
      context.isCertain &= !mayReturn(child);
    }
  }

  void walkLambda(const LambdaExpr &lambda, const Context &context) {
    Context inside;
    inside.isCertain = false;
    if (context.isRouted || takesRequest(*lambda.getCallOperator(), Match))
      inside.repeats = Repeats::Request;
    walk(lambda.getBody(), inside);
  }

  void walkDeclaration(const DeclStmt &declaration, const Context &context) {
    for (const Decl *declared : declaration.decls())
      if (auto *variable = llvm::dyn_cast<VarDecl>(declared); variable && variable->getInit())
        walk(variable->getInit(), context.held(Stored.count(variable) ? Holder::Other : holderOf(*variable)));
  }

  /// What is asked is met for certain, what follows from it is not.
  void walkBranches(const Stmt *statement, const Context &context) {
    const Expr *condition = nullptr;
    if (auto *branch = llvm::dyn_cast<IfStmt>(statement))
      condition = branch->getCond();
    else if (auto *branch = llvm::dyn_cast<SwitchStmt>(statement))
      condition = branch->getCond();
    else if (auto *choice = llvm::dyn_cast<ConditionalOperator>(statement))
      condition = choice->getCond();
    const Stmt *tried = nullptr;
    if (auto *attempt = llvm::dyn_cast<CXXTryStmt>(statement))
      tried = attempt->getTryBlock();
    for (const Stmt *child : statement->children())
      walk(child, child == condition || child == tried ? context : context.maybe());
  }

  void walkLoop(const Stmt *loop, const Context &context) {
    Context inside = context.maybe();
    if (isOverData(loop) && inside.repeats == Repeats::No) {
      inside.repeats = Repeats::Loop;
      inside.loop = loop;
    }
    children(loop, inside);
  }

  void walkOperation(const BinaryOperator &operation, const Context &context) {
    walk(operation.getLHS(), context);
    bool isAssigned = operation.getOpcode() == BO_Assign;
    Context right = operation.isLogicalOp() ? context.maybe() : context;
    walk(operation.getRHS(), right.held(isAssigned ? assignedTo(operation.getLHS()) : Holder::Own));
  }

  Holder assignedTo(const Expr *left) {
    const VarDecl *variable = localOf(left);
    return variable && Stored.count(variable) ? Holder::Other : holderOf(left);
  }

  void walkCall(const CallExpr &call, const Context &context) {
    const FunctionDecl *callee = call.getDirectCallee();
    auto *member = llvm::dyn_cast<CXXMemberCallExpr>(&call);
    auto *operation = llvm::dyn_cast<CXXOperatorCallExpr>(&call);
    Holder object =
        member && member->getImplicitObjectArgument() ? holderOf(member->getImplicitObjectArgument()) : Holder::Own;
    Context inside = context.held(Holder::Own);
    if (operation && operation->getOperator() == OO_Equal && call.getNumArgs() == 2)
      inside.result = assignedTo(call.getArg(0));
    else if (callee && member)
      inside.result = isKeeping(*callee) ? Holder::Other : object;
    else if (callee && Where.isInSystemHeader(callee->getLocation()))
      inside.result = context.result; // std::move, a factory of smart pointers
    inside.isRouted = callee && isRouter(*callee, Match);
    if (callee && isMaker(*callee))
      made(*callee, call, context);
    else if (callee)
      opening(*callee, nameLocation(call), &call, call.getNumArgs(), object,
              object == Holder::Own ? context : context.held(object));
    children(&call, inside);
  }

  static SourceLocation nameLocation(const CallExpr &call) {
    const Expr *callee = call.getCallee()->IgnoreParenImpCasts();
    if (auto *member = llvm::dyn_cast<MemberExpr>(callee))
      return member->getMemberLoc();
    return callee->getExprLoc();
  }

  /// make_unique<T>(…) calls a constructor of T in a header that is not looked into.
  void made(const FunctionDecl &maker, const CallExpr &call, const Context &context) {
    const TemplateArgumentList *arguments = maker.getTemplateSpecializationArgs();
    if (!arguments || arguments->size() == 0 || arguments->get(0).getKind() != TemplateArgument::Type)
      return;
    const CXXRecordDecl *record = arguments->get(0).getAsType()->getAsCXXRecordDecl();
    if (!record || !record->getDefinition())
      return;
    for (const CXXConstructorDecl *constructor : record->getDefinition()->ctors())
      if (constructor->getMinRequiredArguments() <= call.getNumArgs() &&
          call.getNumArgs() <= constructor->getNumParams() && !constructor->isCopyOrMoveConstructor())
        opening(*constructor, call.getExprLoc(), &call, call.getNumArgs(), context.result, context);
  }

  /// Whether the expression names something that the loop declares: each turn then has a server of its own.
  static bool dependsOn(const Stmt *expression, const Stmt *loop) {
    return loop && anyBelow(expression, [&](const Stmt *at) {
             auto *reference = llvm::dyn_cast<DeclRefExpr>(at);
             return reference && loop->getSourceRange().fullyContains(reference->getDecl()->getSourceRange());
           });
  }

  void opening(const FunctionDecl &callee, SourceLocation at, const Stmt *call, unsigned count, Holder object,
               const Context &context) {
    facts::Opening opening;
    const rules::DatabaseFunction *rule = Match.database(callee, count);
    if (rule) {
      if (rule->action != facts::Action::Connect || !rule->opens || context.result == Holder::Other)
        return;
    } else if (Where.isInSystemHeader(callee.getLocation()) || (callee.hasBody() && !Known.isMarked(callee))) {
      return;
    } else {
      opening.callee = key(callee);
    }
    opening.repeats = context.repeats;
    if (rule && context.repeats == Repeats::Loop && dependsOn(call, context.loop))
      opening.repeats = Repeats::No;
    if (!context.isCertain && opening.repeats == Repeats::No)
      return;
    opening.name = qualifiedName(callee);
    opening.location = Where.use(at);
    opening.enclosing = Key;
    opening.isCertain = context.isCertain;
    opening.object = object;
    opening.result = context.result;
    Into.push_back(std::move(opening));
  }
};

/// Leaves out calls of functions whose bodies show that they open nothing.
void keepLeading(std::vector<facts::Opening> &openings, const std::set<std::string> &shown) {
  std::set<std::string> leading;
  auto leads = [&](const facts::Opening &opening) {
    return opening.callee.empty() || !shown.count(opening.callee) || leading.count(opening.callee);
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (const facts::Opening &opening : openings)
      changed |= leads(opening) && leading.insert(opening.enclosing).second;
  }
  llvm::erase_if(openings, [&](const facts::Opening &opening) { return !leads(opening); });
}

} // namespace

std::vector<facts::Opening> openingsIn(const Survey &survey, Matcher &matcher, Places &places) {
  std::vector<facts::Opening> openings;
  std::set<std::string> shown;
  Walker walker(survey, matcher, places, openings);
  for (const FunctionDecl *function : survey.functions) {
    if (function->isDependentContext())
      continue;
    shown.insert(key(*function));
    walker.function(*function);
  }
  keepLeading(openings, shown);
  return openings;
}

} // namespace pgtidy::extract
