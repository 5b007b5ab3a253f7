#include "matcher.h"
#include "names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

namespace pgtidy::extract {

const std::string &Matcher::name(const clang::FunctionDecl &function) {
  std::string &known = Names[function.getCanonicalDecl()];
  if (known.empty())
    known = qualifiedName(function);
  return known;
}

/// The rule among those of one name: one for exactly that many arguments before one for any number.
template <typename Rule> static const Rule *fitting(llvm::ArrayRef<Rule> candidates, unsigned arguments) {
  const Rule *any = nullptr;
  for (const Rule &rule : candidates) {
    if (rule.arity && *rule.arity == arguments)
      return &rule;
    if (!rule.arity && !any)
      any = &rule;
  }
  return any;
}

/// Asks `find` for `function` and then for the methods that it overrides. A method that merely hides one of a base has
/// its own meaning.
template <typename Find>
static auto findWithBases(const clang::FunctionDecl &function, Find find) -> decltype(find(function)) {
  if (auto *rule = find(function))
    return rule;
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  if (!method)
    return nullptr;
  for (const clang::CXXMethodDecl *overridden : method->overridden_methods())
    if (auto *rule = findWithBases(*overridden, find))
      return rule;
  return nullptr;
}

const rules::DatabaseFunction *Matcher::database(const clang::FunctionDecl &function, unsigned arguments) {
  return findWithBases(function, [&](const clang::FunctionDecl &candidate) {
    return fitting(Rules.database(name(candidate)), arguments);
  });
}

const rules::TextFunction *Matcher::text(const clang::FunctionDecl &function, unsigned arguments) {
  return findWithBases(
      function, [&](const clang::FunctionDecl &candidate) { return fitting(Rules.text(name(candidate)), arguments); });
}

const rules::TextFunction *Matcher::text(const clang::FunctionDecl &function) {
  return findWithBases(function, [&](const clang::FunctionDecl &candidate) -> const rules::TextFunction * {
    llvm::ArrayRef<rules::TextFunction> rules = Rules.text(name(candidate));
    return rules.empty() ? nullptr : &rules.front();
  });
}

static bool isTextRecord(const clang::CXXRecordDecl &record, const rules::Rules &rules, unsigned depth) {
  if (rules.isTextType(qualifiedName(record)))
    return true;
  if (depth == 0 || !record.hasDefinition())
    return false;
  for (const clang::CXXBaseSpecifier &base : record.bases())
    if (const clang::CXXRecordDecl *parent = base.getType()->getAsCXXRecordDecl())
      if (isTextRecord(*parent, rules, depth - 1))
        return true;
  return false;
}

bool Matcher::isText(clang::QualType type) {
  if (type.isNull())
    return false;
  type = type.getNonReferenceType().getCanonicalType();
  if (const auto *pointer = type->getAs<clang::PointerType>())
    return pointer->getPointeeType()->isAnyCharacterType() ||
           pointer->getPointeeType()->isSpecificBuiltinType(clang::BuiltinType::SChar);
  if (const clang::ArrayType *array = type->getAsArrayTypeUnsafe())
    return array->getElementType()->isAnyCharacterType();
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record)
    return false;
  auto [known, isNew] = Records.try_emplace(record->getCanonicalDecl(), false);
  if (isNew) {
    bool text = isTextRecord(*record, Rules, 4);
    Records[record->getCanonicalDecl()] = text;
    return text;
  }
  return known->second;
}

} // namespace pgtidy::extract
