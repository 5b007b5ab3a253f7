#include "logs.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::extract {

using namespace clang;

/// `expression` as `a << b`; null where it is something else.
static const CXXOperatorCallExpr *streaming(const Expr *expression) {
  auto *call = llvm::dyn_cast<CXXOperatorCallExpr>(expression->IgnoreParenImpCasts());
  return call && call->getOperator() == OO_LessLess && call->getNumArgs() == 2 ? call : nullptr;
}

/// The FILE that a function such as fprintf writes to; null where it takes none.
static const Expr *fileAmong(const CallExpr &call) {
  for (const Expr *argument : call.arguments()) {
    const QualType type = argument->getType();
    const CXXRecordDecl *pointed = type->isPointerType() ? type->getPointeeCXXRecordDecl() : nullptr;
    if (pointed && pointed->getDeclName().isIdentifier() &&
        llvm::is_contained({"_IO_FILE", "FILE", "__sFILE"}, pointed->getName()))
      return argument;
  }
  return nullptr;
}

std::optional<HandedBy> handedBy(const CallExpr &call, Matcher &match) {
  if (const CXXOperatorCallExpr *last = streaming(&call)) {
    const Expr *first = last->getArg(0);
    while (const CXXOperatorCallExpr *left = streaming(first))
      first = left->getArg(0);
    const rules::HandedFunction *stream = match.stream(*first);
    return stream ? std::optional(HandedBy{stream, 1}) : std::nullopt;
  }
  const FunctionDecl *callee = call.getDirectCallee();
  const rules::HandedFunction *rule = callee ? match.handed(*callee, call.getNumArgs()) : nullptr;
  if (!rule)
    return std::nullopt;
  const unsigned first = unsigned(std::max(rule->input, 0));
  if (const Expr *file = fileAmong(call))
    rule = match.stream(*file);
  return rule ? std::optional(HandedBy{rule, first}) : std::nullopt;
}

const Expr *literalBefore(const CallExpr &call) {
  const CXXOperatorCallExpr *last = streaming(&call);
  const CXXOperatorCallExpr *before = last ? streaming(last->getArg(0)) : nullptr;
  return before && llvm::isa<clang::StringLiteral>(before->getArg(1)->IgnoreParenImpCasts()) ? before->getArg(1)
                                                                                             : nullptr;
}

/// The declaration whose value, or whose method's, an expression gives; null where it is none.
static const NamedDecl *namedIn(const Expr *expression) {
  for (;;) {
    expression = expression->IgnoreUnlessSpelledInSource();
    if (auto *reference = llvm::dyn_cast<DeclRefExpr>(expression))
      return reference->getDecl();
    if (auto *member = llvm::dyn_cast<MemberExpr>(expression))
      return member->getMemberDecl();
    if (auto *method = llvm::dyn_cast<CXXMemberCallExpr>(expression)) {
      const CXXMethodDecl *callee = method->getMethodDecl();
      const bool handsOn = callee && callee->getDeclName().isIdentifier() &&
                           llvm::is_contained({"c_str", "data", "toStdString", "str"}, callee->getName());
      if (!handsOn)
        return callee;
      expression = method->getImplicitObjectArgument();
    } else if (auto *call = llvm::dyn_cast<CallExpr>(expression)) {
      return call->getDirectCallee();
    } else {
      return nullptr;
    }
  }
}

static bool isTelling(const Expr *argument, Matcher &match) {
  if (!match.isText(argument->getType()))
    return false;
  const NamedDecl *named = namedIn(argument);
  if (!named) // put together
    return !llvm::isa<clang::StringLiteral>(argument->IgnoreParenImpCasts());
  if (llvm::isa<ParmVarDecl>(named))
    return true;
  const std::string name = llvm::StringRef(named->getNameAsString()).lower();
  return llvm::any_of(std::initializer_list<llvm::StringRef>{"pass", "pwd", "url", "uri", "conn", "dsn", "getenv"},
                      [&](llvm::StringRef word) { return llvm::StringRef(name).contains(word); });
}

bool isWorthALook(const CallExpr &call, Matcher &match) {
  std::optional<HandedBy> handed = handedBy(call, match);
  if (!handed)
    return false;
  if (handed->rule->to == facts::Handed::To::Hash)
    return true;
  for (unsigned i = handed->first; i < call.getNumArgs(); ++i)
    if (isTelling(call.getArg(i), match))
      return true;
  return false;
}

} // namespace pgtidy::extract
