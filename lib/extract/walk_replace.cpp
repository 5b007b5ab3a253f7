// Loops that replace a text wherever it is found:
// `while ((at = s.find('\'', at)) != std::string::npos) { s.replace(at, 1, "''"); at += 2; }`.
#include "changes.h"
#include "evaluator.h"
#include "texts.h"

#include "clang/AST/RecursiveASTVisitor.h"

namespace pgtidy::extract {

using namespace clang;

namespace {

/// The methods of texts that a loop calls.
class TextMethods : public RecursiveASTVisitor<TextMethods> {
public:
  explicit TextMethods(Matcher &match) : Match(match) {}

  std::vector<const CXXMemberCallExpr *> searches, changes;
  bool hasOthers = false; ///< a call of something else, which may do anything

  bool VisitCallExpr(CallExpr *call) {
    auto *member = llvm::dyn_cast<CXXMemberCallExpr>(call);
    const CXXMethodDecl *method = member ? member->getMethodDecl() : nullptr;
    if (!method || !method->getDeclName().isIdentifier() ||
        !Match.isText(member->getImplicitObjectArgument()->getType()))
      hasOthers |= !llvm::isa<CXXOperatorCallExpr>(call) || !call->getDirectCallee();
    else if (method->getName() == "find" || method->getName() == "indexOf")
      searches.push_back(member);
    else if (!method->isConst())
      changes.push_back(member);
    return true;
  }

private:
  Matcher &Match;
};

} // namespace

/// Whether the statement does nothing but the call, or that and steps of the place that was found.
static bool isDirectlyIn(const Stmt *body, const Expr *call) {
  auto is = [&](const Stmt *statement) {
    auto *expression = llvm::dyn_cast_or_null<Expr>(statement);
    return expression && stripped(expression) == call;
  };
  auto *block = llvm::dyn_cast_or_null<CompoundStmt>(body);
  return is(body) || (block && llvm::any_of(block->body(), is));
}

/// Does the loop, where it is that. `step` may be null.
bool Evaluator::walkReplaceAll(const Expr *condition, const Stmt *step, const Stmt *body) {
  TextMethods found(Match);
  for (const Stmt *part : {static_cast<const Stmt *>(condition), step, body})
    found.TraverseStmt(const_cast<Stmt *>(part));
  if (found.hasOthers || found.searches.empty() || found.changes.size() != 1)
    return false;
  const CXXMemberCallExpr *change = found.changes.front();
  const llvm::StringRef name = change->getMethodDecl()->getName();
  const unsigned given = change->getNumArgs();
  if (!isDirectlyIn(body, change) || (name == "replace" ? given != 3 : name != "insert" || given != 2))
    return false;
  const Place object = place(change->getImplicitObjectArgument());
  std::string sought;
  for (const CXXMemberCallExpr *search : found.searches) {
    const facts::Text text = search->getNumArgs() ? formatted(evaluate(search->getArg(0)), search->getArg(0)) : nullptr;
    const facts::Literal *literal = text ? facts::asLiteral(text) : nullptr;
    if (!literal || literal->bytes.empty() || (!sought.empty() && literal->bytes != sought) ||
        !(place(search->getImplicitObjectArgument()) == object))
      return false;
    sought = literal->bytes;
  }
  const Expr *written = change->getArg(given - 1);
  facts::Text with = formatted(evaluate(written), written);
  if (name == "replace" && constant(evaluate(change->getArg(1))) != int64_t(sought.size()))
    return false;
  if (name == "insert")
    with = facts::concat({with, facts::literal(sought)});
  const facts::Text before = object.root ? textOf(load(object), change->getImplicitObjectArgument()) : nullptr;
  const facts::Text after = before && with ? everyReplaced(before, sought, with) : nullptr;
  if (!after)
    return false;
  for (const void *variable : changesIn(condition))
    store(Place{variable, {}, false}, {});
  store(object, bounded(after));
  return true;
}

} // namespace pgtidy::extract
