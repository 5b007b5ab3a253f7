#include "matcher.h"
#include "names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

namespace pgtidy::extract {

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

/// The parameters that are written one by one, before `Args &&...args`: those of a pack are what the caller gives.
static llvm::ArrayRef<clang::ParmVarDecl *> parametersBeforePack(const clang::FunctionDecl &function) {
  const clang::FunctionDecl *pattern = function.getTemplateInstantiationPattern();
  const auto written = pattern ? pattern->parameters() : function.parameters();
  size_t count = 0;
  while (count < written.size() && !written[count]->isParameterPack())
    ++count;
  return function.parameters().take_front(count);
}

/// What rules call the type of a parameter; "" for types that they do not tell apart.
static std::string kindOf(clang::QualType type) {
  type = type.getNonReferenceType();
  if (const auto *record = type->getAsCXXRecordDecl())
    return qualifiedName(*record);
  if (type->isArithmeticType())
    return "number";
  return type->isPointerType() && type->getPointeeType()->isCharType() ? "char *" : "";
}

/// The names that rules may have for a function, the most exact first: "f(T)" for each parameter of a type T that rules
/// tell apart, "f".
static std::vector<std::string> ruleNames(const clang::FunctionDecl &function, const std::string &name) {
  std::vector<std::string> names;
  for (const clang::ParmVarDecl *parameter : parametersBeforePack(function))
    if (const std::string kind = kindOf(parameter->getType()); !kind.empty())
      names.push_back(name + "(" + kind + ")");
  names.push_back(name);
  return names;
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

const std::vector<std::string> &Matcher::names(const clang::FunctionDecl &function) {
  auto [known, isNew] = Names.try_emplace(function.getCanonicalDecl());
  const bool isC = function.isExternC(); // whatever namespace its header is included in
  if (isNew)
    known->second = ruleNames(function, isC ? function.getNameAsString() : qualifiedName(function));
  return known->second;
}

static bool copies(const clang::FunctionDecl &function) {
  const auto *constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&function);
  return constructor && constructor->isCopyOrMoveConstructor();
}

const rules::DatabaseFunction *Matcher::database(const clang::FunctionDecl &function, unsigned arguments) {
  if (copies(function)) // a connection that changes hands is not opened again
    return nullptr;
  return findWithBases(function, [&](const clang::FunctionDecl &candidate) -> const rules::DatabaseFunction * {
    for (const std::string &name : names(candidate))
      if (const auto *rule = fitting(Rules.database(name), arguments))
        return rule;
    return nullptr;
  });
}

const rules::TextFunction *Matcher::text(const clang::FunctionDecl &function, unsigned arguments) {
  return findWithBases(function, [&](const clang::FunctionDecl &candidate) -> const rules::TextFunction * {
    for (const std::string &name : names(candidate))
      if (const auto *rule = fitting(Rules.text(name), arguments))
        return rule;
    return nullptr;
  });
}

const rules::ResultFunction *Matcher::result(const clang::FunctionDecl &function, unsigned arguments) {
  return findWithBases(function, [&](const clang::FunctionDecl &candidate) -> const rules::ResultFunction * {
    for (const std::string &name : names(candidate))
      if (const auto *rule = fitting(Rules.result(name), arguments))
        return rule;
    return nullptr;
  });
}

const rules::StatementFunction *Matcher::statement(const clang::FunctionDecl &function, unsigned arguments) {
  return findWithBases(function, [&](const clang::FunctionDecl &candidate) -> const rules::StatementFunction * {
    for (const std::string &name : names(candidate))
      if (const auto *rule = fitting(Rules.statement(name), arguments))
        return rule;
    return nullptr;
  });
}

const rules::HandedFunction *Matcher::handed(const clang::FunctionDecl &function, unsigned arguments) {
  for (const std::string &name : names(function))
    if (const auto *rule = fitting(Rules.handed(name), arguments))
      return rule;
  return nullptr;
}

const rules::HandedFunction *Matcher::stream(const clang::Expr &object) {
  const clang::Expr *plain = object.IgnoreParenImpCasts();
  if (const auto *named = llvm::dyn_cast<clang::DeclRefExpr>(plain))
    if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(named->getDecl()))
      if (const auto *rule = Rules.stream(qualifiedName(*variable)))
        return rule;
  if (const auto *call = llvm::dyn_cast<clang::CXXMemberCallExpr>(plain)) // LogMessage(…).stream()
    if (const clang::CXXRecordDecl *owner = call->getRecordDecl())
      if (const auto *rule = Rules.stream(qualifiedName(*owner)))
        return rule;
  const clang::CXXRecordDecl *record = plain->getType()->getAsCXXRecordDecl();
  return record ? Rules.stream(qualifiedName(*record)) : nullptr;
}

const rules::TextFunction *Matcher::text(const clang::FunctionDecl &function) {
  return findWithBases(function, [&](const clang::FunctionDecl &candidate) -> const rules::TextFunction * {
    for (const std::string &name : names(candidate))
      if (llvm::ArrayRef<rules::TextFunction> rules = Rules.text(name); !rules.empty())
        return &rules.front();
    return nullptr;
  });
}

bool Matcher::isDescribed(const clang::FunctionDecl &function) {
  return llvm::any_of(names(function), [&](const std::string &name) { return !Rules.database(name).empty(); });
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

bool Matcher::isFilledText(clang::QualType parameter) {
  bool isReferring = parameter->isLValueReferenceType() || parameter->isPointerType();
  if (!isReferring || parameter->isDependentType() || parameter->getPointeeType().isConstQualified())
    return false;
  return isText(parameter->isPointerType() ? parameter : parameter->getPointeeType());
}

bool Matcher::mayHoldText(clang::QualType type) {
  auto *record = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  bool isOptional = record && record->isInStdNamespace() && record->getName() == "optional";
  return isText(isOptional ? record->getTemplateArgs()[0].getAsType() : type);
}

const Shape &Matcher::shapeOf(clang::QualType type) {
  static const Shape Nothing;
  if (type.isNull())
    return Nothing;
  const clang::Type *whole = type.getNonReferenceType().getCanonicalType().getTypePtr();
  auto known = Shapes.find(whole);
  return known != Shapes.end() ? known->second : Shapes[whole] = extract::shapeOf(type, *this);
}

bool Matcher::holdsTexts(clang::QualType type) {
  return !type.isNull() && !type->isPointerType() && isOfTexts(shapeOf(type));
}

bool Matcher::mapsToTexts(clang::QualType type) {
  if (type.isNull() || type->isPointerType() || isSequence(type))
    return false;
  const Shape &shape = shapeOf(type);
  return shape.kind == Shape::Kind::Elements && shape.parts.front().kind == Shape::Kind::Members &&
         shape.parts.front().parts.size() == 2 && shape.parts.front().parts.back().kind == Shape::Kind::Text;
}

const clang::FunctionProtoType *calledAs(clang::QualType type) {
  type = type.isNull() ? type : type.getNonReferenceType();
  if (type.isNull() || type->isDependentType())
    return nullptr;
  if (type->isPointerType())
    return type->getPointeeType()->getAs<clang::FunctionProtoType>();
  auto *holder = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  const bool isHolder = holder && holder->getDeclName().isIdentifier() && holder->getName().contains("function") &&
                        holder->getTemplateArgs().size() > 0 &&
                        holder->getTemplateArgs()[0].getKind() == clang::TemplateArgument::Type;
  return isHolder ? holder->getTemplateArgs()[0].getAsType()->getAs<clang::FunctionProtoType>() : nullptr;
}

bool Matcher::isCallable(clang::QualType type) {
  const clang::FunctionProtoType *function = calledAs(type);
  return function && llvm::any_of(function->param_types(), [&](clang::QualType taken) { return isText(taken); });
}

bool Matcher::takesText(const clang::FunctionDecl &function) {
  return llvm::any_of(function.parameters(), [&](const clang::ParmVarDecl *parameter) {
    const clang::QualType type = parameter->getType();
    return shapeOf(type).kind != Shape::Kind::Nothing;
  });
}

} // namespace pgtidy::extract
