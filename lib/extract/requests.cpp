#include "requests.h"

#include "names.h"

#include "clang/AST/DeclTemplate.h"

namespace pgtidy::extract {

using namespace clang;

static bool isRequest(QualType type, Matcher &matcher) {
  type = type.getNonReferenceType();
  if (type->isPointerType())
    type = type->getPointeeType();
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record)
    return false;
  if (matcher.rules().isRequest(qualifiedName(*record)))
    return true;
  auto *pointer = llvm::dyn_cast<ClassTemplateSpecializationDecl>(record);
  if (!pointer || pointer->getTemplateArgs().size() == 0)
    return false;
  const TemplateArgument &pointee = pointer->getTemplateArgs()[0];
  const CXXRecordDecl *inner =
      pointee.getKind() == TemplateArgument::Type ? pointee.getAsType()->getAsCXXRecordDecl() : nullptr;
  return inner && matcher.rules().isRequest(qualifiedName(*inner));
}

bool takesRequest(const FunctionDecl &function, Matcher &matcher) {
  return llvm::any_of(function.parameters(),
                      [&](const ParmVarDecl *parameter) { return isRequest(parameter->getType(), matcher); });
}

bool isRouter(const FunctionDecl &callee, Matcher &matcher) {
  auto *method = llvm::dyn_cast<CXXMethodDecl>(&callee);
  return method && matcher.rules().isRouter(qualifiedName(*method->getParent()));
}

} // namespace pgtidy::extract
