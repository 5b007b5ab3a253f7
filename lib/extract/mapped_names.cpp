#include "mapped_names.h"

#include "evaluator.h"
#include "mapped_members.h"
#include "texts.h"

#include "facts/list.h"

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

/// The first class that a template is given; null where it is none.
static const CXXRecordDecl *firstRecord(const TemplateArgumentList *arguments) {
  if (!arguments || arguments->size() == 0 || arguments->get(0).getKind() != TemplateArgument::Type)
    return nullptr;
  const CXXRecordDecl *record = arguments->get(0).getAsType()->getAsCXXRecordDecl();
  return record && record->hasDefinition() ? record->getDefinition() : nullptr;
}

static const TemplateArgumentList *argumentsOf(const CXXRecordDecl *record) {
  auto *instance = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(record);
  return instance ? &instance->getTemplateArgs() : nullptr;
}

const CXXRecordDecl *firstRecordArgument(const CXXRecordDecl &record) { return firstRecord(argumentsOf(&record)); }

/// The class that a call is made for: what its class template, or else it itself, or the object's class, is given.
static const CXXRecordDecl *mappedClass(const CallSite &site) {
  if (auto *method = llvm::dyn_cast<CXXMethodDecl>(site.callee))
    if (const TemplateArgumentList *arguments = argumentsOf(method->getParent()))
      return firstRecord(arguments);
  if (const TemplateArgumentList *arguments = site.callee->getTemplateSpecializationArgs())
    return firstRecord(arguments);
  const Expr *object = site.receiver ? site.receiver->IgnoreParenImpCasts() : nullptr;
  QualType type = object ? object->getType().getNonReferenceType() : QualType();
  if (!type.isNull() && type->isPointerType())
    type = type->getPointeeType();
  const CXXRecordDecl *record = type.isNull() ? nullptr : type->getAsCXXRecordDecl();
  if (record && !argumentsOf(record)) // an object of rows that does something itself
    return record->hasDefinition() ? record->getDefinition() : nullptr;
  return firstRecord(argumentsOf(record));
}

/// The class of rows that a call is made for, containers and pointers looked through.
const CXXRecordDecl *Evaluator::rowClass(const CallSite &site) {
  const CXXRecordDecl *record = mappedClass(site);
  while (record && !isProgram(*record))
    record = lastRecordArgument(*record);
  const TemplateArgumentList *arguments = site.callee->getTemplateSpecializationArgs();
  if (!record && arguments)
    record = firstRecord(arguments);
  return !arguments || (record && isProgram(*record)) ? record : classOfMembers(arguments->asArray());
}

/// What the class's own function returns, where that is one expression.
static const Expr *returnedBy(const FunctionDecl &function) {
  auto *body = llvm::dyn_cast_or_null<CompoundStmt>(function.getBody());
  auto *only = body && body->size() == 1 ? llvm::dyn_cast<ReturnStmt>(body->body_front()) : nullptr;
  return only ? only->getRetValue() : nullptr;
}

/// A name, or the names of a key of several columns as a row of them: "(a, b)".
static facts::Text columnsIn(const Value &value) {
  const Array *several = value.array();
  if (!several || several->repeatedFrom != SIZE_MAX || several->elements.size() < 2)
    return value.text();
  std::vector<facts::Text> parts;
  for (const Value &column : several->elements) {
    if (!facts::asLiteral(column.text()))
      return nullptr;
    parts.push_back(facts::literal(parts.empty() ? "(" : ", "));
    parts.push_back(column.text());
  }
  parts.push_back(facts::literal(")"));
  return facts::concat(std::move(parts));
}

/// How many columns the key of the class has, by its type; 1 for one that is no tuple.
static size_t partsOfKey(const CXXRecordDecl &record, ASTContext &context) {
  for (const NamedDecl *found : record.lookup(&context.Idents.get("PrimaryKeyType")))
    if (auto *type = llvm::dyn_cast<TypeDecl>(found))
      if (auto *tuple = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(
              context.getTypeDeclType(type)->getAsCXXRecordDecl());
          tuple && tuple->getTemplateArgs().size() == 1 &&
          tuple->getTemplateArgs()[0].getKind() == TemplateArgument::Pack)
        return tuple->getTemplateArgs()[0].pack_size();
  return 1;
}

/// The names of the columns of a key, in their order, where another unit says what they are.
facts::Text Evaluator::keyNamedElsewhere(const VarDecl &names, const CXXRecordDecl &record) {
  const size_t columns = partsOfKey(record, Context);
  if (columns < 2 || isText(names.getType()))
    return nullptr;
  std::vector<facts::Text> parts;
  for (size_t i = 0; i < columns; ++i) {
    auto element = std::get<facts::Symbol>(someElement(names)->value);
    element.under = facts::literal(std::to_string(i));
    element.hole.kind = facts::HoleKind::Enumerator;
    element.hole.context = facts::ElementAt + std::to_string(i);
    parts.push_back(facts::literal(i == 0 ? "(" : ", "));
    parts.push_back(facts::symbol(std::move(element)));
  }
  parts.push_back(facts::literal(")"));
  return facts::concat(std::move(parts));
}

facts::Text Evaluator::memberOfTemplate(llvm::StringRef member, const CallSite &site) {
  const CXXRecordDecl *record = mappedClass(site);
  if (!record)
    return undecided();
  std::vector<const CXXRecordDecl *> classes{record}; // a class of the program's own may be derived from what is made
  for (size_t i = 0; i < classes.size() && i < 16; ++i) {
    for (const NamedDecl *found : classes[i]->lookup(&Context.Idents.get(member))) {
      if (auto *variable = llvm::dyn_cast<VarDecl>(found)) {
        const facts::Text columns = columnsIn(load(placeOf(variable)));
        if (const facts::Text text = columns ? columns : keyNamedElsewhere(*variable, *classes[i]))
          return text;
      }
      if (auto *function = llvm::dyn_cast<FunctionDecl>(found))
        if (const Expr *returned = returnedBy(*function))
          if (Value value = evaluate(returned); value.text())
            return value.text();
    }
    for (const CXXBaseSpecifier &base : classes[i]->bases())
      if (const CXXRecordDecl *parent = base.getType()->getAsCXXRecordDecl(); parent && parent->hasDefinition())
        classes.push_back(parent->getDefinition());
  }
  return undecided();
}

static std::string keyOfTable(const CXXRecordDecl &record) { return "table of " + key(record); }

/// What stands for the name that the program gives a class or a member, where that is not known.
static facts::Hole mappedName(const NamedDecl &named, text::Location use) {
  facts::Hole unknown;
  unknown.kind = facts::HoleKind::EscapedIdentifier;
  unknown.expression = named.getNameAsString();
  unknown.location = use;
  return unknown;
}

/// The name of the class of rows, or that of its table, as `how` says.
facts::Text Evaluator::nameOfRowClass(llvm::StringRef how, const CallSite &site) {
  const CXXRecordDecl *record = rowClass(site);
  if (!record)
    return undecided();
  llvm::StringRef name = record->getName();
  if (how == "mapped") {
    return facts::symbol({keyOfTable(*record), mappedName(*record, Where.use(site.name))});
  }
  if (how.consume_front("snake")) {
    how.consume_front("-");
    name.consume_back(how);
    return facts::literal(snakeCase(name));
  }
  if (how.starts_with("declared"))
    return declaredClass(how, *record);
  return how == "name" ? facts::literal(name.str()) : undecided();
}

/// Notes the table that the program gives a class of rows; any unit may ask for it.
void Evaluator::noteTable(const rules::TextFunction &rule, const CallSite &site) {
  if (!isRecording())
    return;
  for (const Argument &argument : site.arguments)
    if (const FieldDecl *member = pointedMember(argument.expression); member && &argument != site.arguments.data())
      return Facts.symbol(
          {keyOfColumn(*member), known(textOf(site.arguments[0].value, site.arguments[0].expression)), Key});
  const CXXRecordDecl *record = rowClass(site);
  if (!record)
    return;
  auto index = size_t(std::max(rule.input, 0));
  if (rule.input < 0)
    return Facts.symbol({keyOfTable(*record), facts::literal(record->getNameAsString()), Key});
  if (index < site.arguments.size())
    Facts.symbol(
        {keyOfTable(*record), known(textOf(site.arguments[index].value, site.arguments[index].expression)), Key});
}

static const CXXRecordDecl *nestedRecord(const CXXRecordDecl &record, llvm::StringRef name, ASTContext &context) {
  for (const NamedDecl *found : record.lookup(&context.Idents.get(name)))
    if (auto *type = llvm::dyn_cast<TypeDecl>(found))
      if (const CXXRecordDecl *nested = context.getTypeDeclType(type)->getAsCXXRecordDecl())
        return nested->hasDefinition() ? nested->getDefinition() : nullptr;
  return nullptr;
}

/// The name that a class gives by one of the members that the rules know of; "" where it gives none.
std::string Evaluator::nameGivenBy(const CXXRecordDecl &record) {
  if (!record.hasDefinition())
    return {};
  for (llvm::StringRef path : Match.rules().named()) {
    auto [nested, member] = path.split("::");
    const CXXRecordDecl *holder = nestedRecord(*record.getDefinition(), nested, Context);
    if (!holder)
      continue;
    for (const NamedDecl *found : holder->lookup(&Context.Idents.get(member)))
      if (auto *variable = llvm::dyn_cast<VarDecl>(found))
        if (const facts::Literal *name = facts::asLiteral(load(placeOf(variable)).text()))
          return name->bytes;
  }
  return {};
}

/// The name of the table or column that an expression's class stands for; a column's with that of its table.
std::optional<std::string> Evaluator::nameByClass(const Expr *expression, bool isQualified) {
  if (expression)
    expression = expression->IgnoreParenImpCasts(); // not as its base, which offers the operators
  const CXXRecordDecl *record =
      expression ? expression->getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
  if (!record)
    return std::nullopt;
  const CXXRecordDecl *first = firstRecord(argumentsOf(record)), *last = lastRecordArgument(*record);
  std::string own = nameGivenBy(*record);
  if (own.empty() && last && last == first)
    own = nameGivenBy(*last); // a table by its description
  else if (first && last && last != first) {
    if (own.empty())
      own = nameGivenBy(*last);
    std::string table = nameGivenBy(*first);
    if (const CXXRecordDecl *described = table.empty() ? lastRecordArgument(*first) : nullptr)
      table = nameGivenBy(*described);
    if (isQualified && !own.empty() && !table.empty())
      own = table + "." + own;
  }
  return own.empty() ? std::nullopt : std::optional(own);
}

/// What an argument is in a statement: an expression that was built, a name that its class stands for, or a bound
/// value.
facts::Text Evaluator::operandText(const Argument &argument) {
  Value value = argument.value.pointer() ? load(*argument.value.pointer()) : argument.value;
  bool isBuilt =
      argument.expression && !isText(argument.expression->getType()) && (value.text() || value.alternatives());
  if (isBuilt)
    return textOf(value, argument.expression);
  if (std::optional<std::string> name = nameByClass(argument.expression, true))
    return facts::literal(std::move(*name));
  if (const FieldDecl *member = pointedMember(argument.expression))
    return facts::symbol({keyOfColumn(*member), mappedName(*member, Where.use(argument.expression->getBeginLoc()))});
  QualType type = argument.expression ? argument.expression->getType().getNonReferenceType() : QualType();
  const CXXRecordDecl *record = type.isNull() ? nullptr : type->getAsCXXRecordDecl();
  // An expression of the library's own that is not known is no value.
  bool isExpression =
      record && !isText(type) && argumentsOf(record) && !isProgram(*record) && !record->isInStdNamespace();
  return isExpression ? undecided() : boundValue(argument);
}

/// The name that an argument stands for where `how` says so by its declaration.
std::optional<facts::Text> Evaluator::nameIn(llvm::StringRef how, const Expr *expression) {
  if (how.starts_with("declared"))
    return declaredColumn(how, expression);
  if (how == "column") {
    std::optional<std::string> name = nameByClass(expression, false);
    return name ? facts::literal(std::move(*name)) : undecided();
  }
  if (how == "snake") {
    const EnumConstantDecl *named = enumeratorNamed(expression);
    return named ? facts::literal(snakeCase(named->getName())) : undecided();
  }
  return std::nullopt;
}

} // namespace pgtidy::extract
