#include "mapped_members.h"

#include "names.h"

namespace pgtidy::extract {

using namespace clang;

const FieldDecl *pointedMember(const Expr *expression) {
  auto *address = expression ? llvm::dyn_cast<UnaryOperator>(expression->IgnoreUnlessSpelledInSource()) : nullptr;
  if (!address || address->getOpcode() != UO_AddrOf)
    return nullptr;
  auto *named = llvm::dyn_cast<DeclRefExpr>(address->getSubExpr()->IgnoreParens());
  return named ? llvm::dyn_cast<FieldDecl>(named->getDecl()) : nullptr;
}

std::string keyOfColumn(const FieldDecl &member) { return "column of " + key(member); }

static const CXXRecordDecl *classPointedInto(QualType type, unsigned depth) {
  if (auto *pointer = type->getAs<MemberPointerType>())
    return pointer->getMostRecentCXXRecordDecl();
  auto *instance = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  return instance ? classOfMembers(instance->getTemplateArgs().asArray(), depth + 1) : nullptr;
}

const CXXRecordDecl *classOfMembers(llvm::ArrayRef<TemplateArgument> arguments, unsigned depth) {
  constexpr unsigned Deepest = 8;
  if (depth > Deepest)
    return nullptr;
  for (const TemplateArgument &argument : arguments) {
    const CXXRecordDecl *found = nullptr;
    if (argument.getKind() == TemplateArgument::Type)
      found = classPointedInto(argument.getAsType().getNonReferenceType(), depth);
    else if (argument.getKind() == TemplateArgument::Pack)
      found = classOfMembers(argument.pack_elements(), depth + 1);
    if (found)
      return found->hasDefinition() ? found->getDefinition() : found;
  }
  return nullptr;
}

} // namespace pgtidy::extract
