#include "trees.h"

#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/STLExtras.h"

namespace pgtidy::extract {

using namespace clang;

/// The object that a pointer, smart pointer or reference leads to.
static QualType pointedAt(QualType type) {
  type = type.getCanonicalType();
  if (!type->getPointeeType().isNull())
    return pointedAt(type->getPointeeType());
  auto *smart = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  const bool isPointer = smart && smart->getName().ends_with("_ptr") && smart->getTemplateArgs().size() > 0 &&
                         smart->getTemplateArgs()[0].getKind() == TemplateArgument::Type;
  return isPointer ? pointedAt(smart->getTemplateArgs()[0].getAsType()) : type;
}

static bool leadsTo(QualType type, const CXXRecordDecl &record) {
  const CXXRecordDecl *other = pointedAt(type)->getAsCXXRecordDecl();
  return other && other->getCanonicalDecl() == record.getCanonicalDecl();
}

/// Whether a loop may go through what is in objects of the class: not one that holds at most one, or that calls back.
static bool holdsElements(const ClassTemplateSpecializationDecl &type) {
  const CXXRecordDecl *whole = type.getDefinition();
  if (!whole) // not made yet, as nobody has asked for its members
    whole = type.getSpecializedTemplate()->getTemplatedDecl()->getDefinition();
  return whole && !whole->lookup(&whole->getASTContext().Idents.get("begin")).empty();
}

/// Whether the type is a container of objects of the class, or of what leads to them; of containers of those as well.
static bool isOfMany(QualType type, const CXXRecordDecl &record, unsigned depth = 0) {
  constexpr unsigned Deepest = 3;
  type = pointedAt(type);
  if (const auto *array = type->getAsArrayTypeUnsafe())
    return leadsTo(array->getElementType(), record);
  auto *container = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  return container && depth < Deepest && holdsElements(*container) &&
         llvm::any_of(
             container->getTemplateArgs().asArray(),
             [&](const TemplateArgument &argument) {
               if (argument.getKind() != TemplateArgument::Type)
                 return false;
               const QualType inner = argument.getAsType();
               return leadsTo(inner, record) || isOfMany(inner, record, depth + 1);
             });
}

bool isTree(const CXXRecordDecl &record) {
  const CXXRecordDecl *whole = record.getDefinition();
  return whole && !whole->isDependentContext() &&
         llvm::any_of(whole->fields(), [&](const FieldDecl *field) { return isOfMany(field->getType(), *whole); });
}

} // namespace pgtidy::extract
