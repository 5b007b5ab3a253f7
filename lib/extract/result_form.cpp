#include "result_form.h"

#include "shape.h"

#include "clang/AST/DeclTemplate.h"

#include <algorithm>

namespace pgtidy::extract {

using namespace clang;

/// Whether one of the words is in the class's name.
static bool isNamedLike(const CXXRecordDecl &record, std::initializer_list<llvm::StringRef> words) {
  const std::string name = record.getDeclName().isIdentifier() ? record.getName().lower() : "";
  return std::any_of(words.begin(), words.end(),
                     [&](llvm::StringRef word) { return llvm::StringRef(name).contains(word); });
}

/// Whether the class holds one object of its first argument's type, which may not be there.
static bool holdsOne(const CXXRecordDecl &record) {
  return isNamedLike(record, {"optional", "ptr", "expected", "statusor"});
}

/// Whether it gives one later: what coroutines return, and promises.
static bool isWaitedFor(const CXXRecordDecl &record) { return isNamedLike(record, {"task", "future", "awaitable"}); }

std::optional<ResultForm> resultForm(QualType type, Places &places) {
  type = type.getNonReferenceType();
  if (type->isDependentType() || type->isVoidType())
    return std::nullopt;
  if (type->isIntegralOrEnumerationType() || type->isFloatingType())
    return ResultForm{Rows::Part::Field, type};
  if (type->isPointerType() && type->getPointeeType()->isRecordType())
    return ResultForm{Rows::Part::Row, type->getPointeeType(), true};
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record)
    return std::nullopt;
  if (!places.isInSystemHeader(record->getLocation()))
    return ResultForm{Rows::Part::Row, type};
  if (isSequence(type) && isNamedLike(*record, {"vector", "list", "deque", "array", "span"}))
    return ResultForm{Rows::Part::All, type};
  auto *instance = llvm::dyn_cast<ClassTemplateSpecializationDecl>(record);
  if (!instance || instance->getTemplateArgs().size() == 0 ||
      instance->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return std::nullopt;
  const QualType held = instance->getTemplateArgs()[0].getAsType();
  if (isWaitedFor(*record))
    return resultForm(held, places);
  if (record->isInStdNamespace() && record->getName() == "pair")
    return ResultForm{Rows::Part::Row, type};
  if (!holdsOne(*record))
    return std::nullopt;
  const bool isNumber = held->isIntegralOrEnumerationType();
  return ResultForm{isNumber ? Rows::Part::Field : Rows::Part::Row, held, true};
}

bool mayBeNothing(QualType type) {
  const CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  return type->isPointerType() || (record && llvm::isa<ClassTemplateSpecializationDecl>(record) && holdsOne(*record));
}

} // namespace pgtidy::extract
