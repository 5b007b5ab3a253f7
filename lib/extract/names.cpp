#include "names.h"

#include "facts/function_key.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Index/USRGeneration.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

#include <iterator>

namespace pgtidy::extract {

/// The field of a class template's pattern that `field` of an instance was made from.
static const clang::Decl &fieldPattern(const clang::FieldDecl &field) {
  const auto *record = llvm::dyn_cast<clang::CXXRecordDecl>(field.getParent());
  const clang::CXXRecordDecl *pattern = record ? record->getTemplateInstantiationPattern() : nullptr;
  if (!pattern)
    return field;
  for (const clang::FieldDecl *candidate : pattern->fields())
    if (candidate->getFieldIndex() == field.getFieldIndex())
      return *candidate;
  return field;
}

/// What `declaration` was instantiated from, or itself.
static const clang::Decl &pattern(const clang::Decl &declaration) {
  const clang::Decl *from = nullptr;
  if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(&declaration))
    from = function->getTemplateInstantiationPattern();
  else if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(&declaration))
    from = variable->getTemplateInstantiationPattern();
  else if (const auto *record = llvm::dyn_cast<clang::CXXRecordDecl>(&declaration))
    from = record->getTemplateInstantiationPattern();
  else if (const auto *field = llvm::dyn_cast<clang::FieldDecl>(&declaration))
    return fieldPattern(*field);
  return from ? *from : declaration;
}

/// The path of the file that `declaration` stands in.
static std::string filePath(const clang::Decl &declaration) {
  const clang::SourceManager &sources = declaration.getASTContext().getSourceManager();
  clang::FileID file = sources.getFileID(sources.getExpansionLoc(declaration.getLocation()));
  clang::OptionalFileEntryRef entry = sources.getFileEntryRefForID(file);
  if (!entry)
    return "";
  llvm::StringRef real = entry->getFileEntry().tryGetRealPathName();
  return (real.empty() ? entry->getName() : real).str();
}

/// What tells one instance of a function template, or of a method of a class template, apart from the others: what it
/// does with its arguments is its own. "" for other functions, and for instances that the unit has no body of.
static std::string instanceOf(const clang::Decl &declaration) {
  const auto *function = llvm::dyn_cast<clang::FunctionDecl>(&declaration);
  if (!function || !function->getTemplateInstantiationPattern() || !function->isDefined())
    return "";
  llvm::SmallString<128> usr;
  clang::index::generateUSRForDecl(function->getCanonicalDecl(), usr);
  return facts::instanceKey(llvm::utohexstr(llvm::xxh3_64bits(usr.str())));
}

std::string key(const clang::Decl &declaration) {
  const clang::Decl &source = *pattern(declaration).getCanonicalDecl();
  llvm::SmallString<128> usr;
  clang::index::generateUSRForDecl(&source, usr);
  // An USR names the file of a static declaration by its last component only: two files main.cpp would share keys.
  const auto *named = llvm::dyn_cast<clang::NamedDecl>(&source);
  if (named && !named->isExternallyVisible()) {
    usr += '@';
    usr += filePath(source);
  }
  usr += instanceOf(declaration);
  return usr.str().str();
}

/// The name of the type that a conversion function converts to, without its namespace.
static std::string conversionTarget(clang::QualType type, const clang::ASTContext &context) {
  if (const auto *record = type->getAsCXXRecordDecl())
    return record->getName().str();
  return type.getCanonicalType().getAsString(context.getPrintingPolicy());
}

static std::string recordName(const clang::TagDecl &tag) {
  if (tag.getIdentifier())
    return tag.getName().str();
  if (const clang::TypedefNameDecl *alias = tag.getTypedefNameForAnonDecl())
    return alias->getName().str();
  return "";
}

/// The declaration's own name: constructors are called like their class, without its template arguments.
static std::string plainName(const clang::NamedDecl &declaration) {
  if (const auto *constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&declaration))
    return recordName(*constructor->getParent());
  if (const auto *destructor = llvm::dyn_cast<clang::CXXDestructorDecl>(&declaration))
    return "~" + recordName(*destructor->getParent());
  if (const auto *conversion = llvm::dyn_cast<clang::CXXConversionDecl>(&declaration))
    return "operator " + conversionTarget(conversion->getConversionType(), declaration.getASTContext());
  if (const auto *tag = llvm::dyn_cast<clang::TagDecl>(&declaration))
    return recordName(*tag);
  return declaration.getNameAsString();
}

/// The namespaces and classes (`namespacesOnly`: not those) around a declaration, each followed by "::".
static std::string prefix(const clang::DeclContext *context, bool namespacesOnly) {
  std::string result;
  for (; context; context = context->getParent()) {
    std::string name;
    if (const auto *space = llvm::dyn_cast<clang::NamespaceDecl>(context))
      name = space->isAnonymousNamespace() || space->isInline() ? "" : space->getName().str();
    else if (const auto *tag = llvm::dyn_cast<clang::TagDecl>(context))
      name = namespacesOnly ? "" : recordName(*tag);
    else if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(context))
      name = namespacesOnly ? "" : plainName(*function);
    if (!name.empty())
      result.insert(0, name + "::");
  }
  return result;
}

std::string qualifiedName(const clang::NamedDecl &declaration) {
  return prefix(declaration.getDeclContext(), false) + plainName(declaration);
}

std::string scope(const clang::Decl &declaration) {
  std::string result = prefix(declaration.getDeclContext(), true);
  if (!result.empty())
    result.resize(result.size() - 2);
  return result;
}

static void addMembers(const clang::CXXRecordDecl &record, std::vector<const clang::FieldDecl *> &members) {
  if (!record.hasDefinition())
    return;
  for (const clang::CXXBaseSpecifier &base : record.getDefinition()->bases())
    if (const clang::CXXRecordDecl *parent = base.getType()->getAsCXXRecordDecl())
      addMembers(*parent, members);
  members.insert(members.end(), record.getDefinition()->field_begin(), record.getDefinition()->field_end());
}

std::vector<const clang::FieldDecl *> membersOf(const clang::CXXRecordDecl &record) {
  std::vector<const clang::FieldDecl *> members;
  addMembers(record, members);
  return members;
}

bool isForOtherUnits(const clang::FunctionDecl &definition) {
  const clang::SourceManager &sources = definition.getASTContext().getSourceManager();
  auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&definition);
  const bool isDeclaredHere = method && sources.isInMainFile(method->getParent()->getLocation());
  return definition.isExternallyVisible() && sources.isInMainFile(definition.getLocation()) && !isDeclaredHere;
}

} // namespace pgtidy::extract
