#include "untouched.h"

#include "names.h"

#include "clang/AST/RecursiveASTVisitor.h"

namespace pgtidy::extract {
namespace {

using namespace clang;

bool holdsTexts(const FieldDecl &member, Matcher &match) {
  return match.mayHoldText(member.getType()) || match.isTable(member.getType());
}

/// Looks for what a body does with the object of its method: more than to use members that are no texts.
class Touches : public RecursiveASTVisitor<Touches> {
public:
  explicit Touches(Matcher &match) : Match(match) {}
  bool areFound() const { return Named > Plain; }

  bool VisitCXXThisExpr(CXXThisExpr *) {
    ++Named;
    return true;
  }
  bool VisitMemberExpr(MemberExpr *member) {
    auto *field = llvm::dyn_cast<FieldDecl>(member->getMemberDecl());
    auto *method = llvm::dyn_cast<CXXMethodDecl>(member->getMemberDecl());
    const bool isPlain = (field && !holdsTexts(*field, Match)) || (method && method->isConst());
    Plain += isPlain && llvm::isa<CXXThisExpr>(member->getBase()->IgnoreParenImpCasts());
    return true;
  }

private:
  Matcher &Match;
  unsigned Named = 0; ///< how often the object is named
  unsigned Plain = 0; ///< how often as one of such a member
};

class Methods {
public:
  Methods(const Survey &found, Matcher &match) : Found(found), Match(match) {}

  void addFrom(const DeclContext &context) {
    for (const Decl *declaration : context.decls()) {
      if (llvm::isa<NamespaceDecl, LinkageSpecDecl>(declaration))
        addFrom(*llvm::cast<DeclContext>(declaration));
      else if (auto *method = llvm::dyn_cast<CXXMethodDecl>(declaration); method && leavesTexts(*method))
        All.push_back(method);
    }
  }

  std::vector<const CXXMethodDecl *> All;

private:
  const Survey &Found;
  Matcher &Match;

  bool leavesTexts(const CXXMethodDecl &method) {
    if (!method.doesThisDeclarationHaveABody() || method.isConst() || method.isStatic() ||
        method.isDependentContext() || llvm::isa<CXXConstructorDecl, CXXDestructorDecl>(method) ||
        Found.isMarked(method) || !isForOtherUnits(method))
      return false;
    const bool hasTexts = llvm::any_of(membersOf(*method.getParent()),
                                       [&](const FieldDecl *member) { return holdsTexts(*member, Match); });
    Touches touches(Match);
    if (hasTexts)
      touches.TraverseStmt(method.getBody());
    return hasTexts && !touches.areFound();
  }
};

} // namespace

std::vector<const CXXMethodDecl *> untouching(ASTContext &context, const Survey &found, Matcher &match) {
  Methods methods(found, match);
  methods.addFrom(*context.getTranslationUnitDecl());
  return std::move(methods.All);
}

} // namespace pgtidy::extract
