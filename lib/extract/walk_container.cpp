// Containers whose length depends on a decision: what reads them is walked once for each length.
#include "changes.h"
#include "evaluator.h"

#include "clang/AST/RecursiveASTVisitor.h"

namespace pgtidy::extract {

using namespace clang;

static constexpr unsigned MaxSplits = 5;

namespace {

/// Variables, and members of this object or of variables, that are read.
struct Variables : RecursiveASTVisitor<Variables> {
  std::vector<const Expr *> read;
  bool VisitDeclRefExpr(DeclRefExpr *reference) {
    if (llvm::isa<VarDecl>(reference->getDecl()))
      read.push_back(reference);
    return true;
  }
  bool VisitMemberExpr(MemberExpr *member) {
    if (llvm::isa<FieldDecl>(member->getMemberDecl()) &&
        llvm::isa<CXXThisExpr, DeclRefExpr>(member->getBase()->IgnoreParenImpCasts()))
      read.push_back(member);
    return true;
  }
};

} // namespace

/// Whether the value is one of several containers, each known by its elements.
static bool isOneOfContainers(const Value &value) {
  const Alternatives *either = value.alternatives();
  return either && !either->condition.empty() && llvm::all_of(either->branches, [](const Value &branch) {
           return branch.array() || branch.isNull() || isOneOfContainers(branch);
         });
}

bool Evaluator::walkPerContainer(const Stmt &statement, const Stmt *reads) {
  if (!reads || Split >= MaxSplits)
    return false;
  Variables variables;
  variables.TraverseStmt(const_cast<Stmt *>(reads));
  for (const Expr *variable : variables.read) {
    Place container = place(variable);
    if (!container.root || Unnamed.count(container.root) || !isOneOfContainers(load(container)))
      continue;
    Value value = load(container);
    const Alternatives &either = *value.alternatives();
    State before = Now, after = State::unreachable();
    ++Split;
    for (unsigned i = 0; i < either.branches.size(); ++i) {
      Now = before;
      if (either.branches[i].isNull() || !Now.assume(either.condition, i, unsigned(either.branches.size())))
        continue;
      Now.values[container.root] = stored(Now.values[container.root], container, 0, either.branches[i]);
      walk(&statement);
      after = joined(after, Now);
    }
    --Split;
    Now = std::move(after);
    return true;
  }
  return false;
}

} // namespace pgtidy::extract
