#include "mapped_names.h"

#include "evaluator.h"
#include "texts.h"

#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringExtras.h"

namespace pgtidy::extract {

using namespace clang;

facts::Text undecided() { return unknown("a condition that is not known"); }

facts::Text declaredName(const Expr *expression) {
  expression = expression ? expression->IgnoreUnlessSpelledInSource() : nullptr;
  const ValueDecl *declared = nullptr;
  if (auto *reference = llvm::dyn_cast_or_null<DeclRefExpr>(expression))
    declared = reference->getDecl();
  else if (auto *member = llvm::dyn_cast_or_null<MemberExpr>(expression))
    declared = member->getMemberDecl();
  return declared && declared->getDeclName().isIdentifier() ? facts::literal(declared->getNameAsString()) : undecided();
}

std::string snakeCase(llvm::StringRef name) {
  std::string snake;
  for (size_t i = 0; i < name.size(); ++i) {
    bool begins = i > 0 && llvm::isUpper(name[i]) && !llvm::isUpper(name[i - 1]) && name[i - 1] != '_';
    snake += begins ? "_" : "";
    snake += llvm::toLower(name[i]);
  }
  return snake;
}

const EnumConstantDecl *enumeratorNamed(const Expr *expression) {
  auto *reference = expression ? llvm::dyn_cast<DeclRefExpr>(expression->IgnoreUnlessSpelledInSource()) : nullptr;
  return reference ? llvm::dyn_cast<EnumConstantDecl>(reference->getDecl()) : nullptr;
}

const CXXRecordDecl *lastRecordArgument(const CXXRecordDecl &record) {
  auto *instance = llvm::dyn_cast<ClassTemplateSpecializationDecl>(&record);
  const CXXRecordDecl *last = nullptr;
  for (const TemplateArgument &argument :
       instance ? instance->getTemplateArgs().asArray() : llvm::ArrayRef<TemplateArgument>())
    if (argument.getKind() == TemplateArgument::Type)
      if (const CXXRecordDecl *one = argument.getAsType()->getAsCXXRecordDecl())
        last = one;
  return last;
}

/// The class of rows that a call is made for: what its class template, or else it itself, is given.
static const CXXRecordDecl *mappedClass(const CallSite &site) {
  const TemplateArgumentList *arguments = nullptr;
  if (auto *method = llvm::dyn_cast<CXXMethodDecl>(site.callee))
    if (auto *mapper = llvm::dyn_cast<ClassTemplateSpecializationDecl>(method->getParent()))
      arguments = &mapper->getTemplateArgs();
  if (!arguments)
    arguments = site.callee->getTemplateSpecializationArgs();
  if (!arguments || arguments->size() == 0 || arguments->get(0).getKind() != TemplateArgument::Type)
    return nullptr;
  const CXXRecordDecl *record = arguments->get(0).getAsType()->getAsCXXRecordDecl();
  return record && record->hasDefinition() ? record->getDefinition() : nullptr;
}

/// What the class's own function returns, where that is one expression.
static const Expr *returnedBy(const FunctionDecl &function) {
  auto *body = llvm::dyn_cast_or_null<CompoundStmt>(function.getBody());
  auto *only = body && body->size() == 1 ? llvm::dyn_cast<ReturnStmt>(body->body_front()) : nullptr;
  return only ? only->getRetValue() : nullptr;
}

facts::Text Evaluator::memberOfTemplate(llvm::StringRef member, const CallSite &site) {
  const CXXRecordDecl *record = mappedClass(site);
  if (!record)
    return undecided();
  for (const NamedDecl *found : record->lookup(&Context.Idents.get(member))) {
    if (auto *variable = llvm::dyn_cast<VarDecl>(found))
      if (Value value = load(placeOf(variable)); value.text())
        return value.text();
    if (auto *function = llvm::dyn_cast<FunctionDecl>(found))
      if (const Expr *returned = returnedBy(*function))
        if (Value value = evaluate(returned); value.text())
          return value.text();
  }
  return undecided();
}

/// The name of the class of rows, as `how` says.
facts::Text Evaluator::nameOfRowClass(llvm::StringRef how, const CallSite &site) {
  const CXXRecordDecl *record = mappedClass(site);
  while (record && !isProgram(*record)) // a container or pointer of them
    record = lastRecordArgument(*record);
  if (!record)
    return undecided();
  llvm::StringRef name = record->getName();
  if (how.consume_front("snake")) {
    how.consume_front("-");
    name.consume_back(how);
    return facts::literal(snakeCase(name));
  }
  return how == "name" ? facts::literal(name.str()) : undecided();
}

/// The name that an argument stands for where `how` says so by its declaration.
std::optional<facts::Text> Evaluator::nameIn(llvm::StringRef how, const Expr *expression) {
  if (how == "declared")
    return declaredName(expression);
  if (how == "snake") {
    const EnumConstantDecl *named = enumeratorNamed(expression);
    return named ? facts::literal(snakeCase(named->getName())) : undecided();
  }
  return std::nullopt;
}

} // namespace pgtidy::extract
