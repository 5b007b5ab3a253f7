// Object mappers: the statements and conditions that their calls amount to, by the forms that the rules give.
#include "evaluator.h"
#include "texts.h"

#include "clang/AST/DeclTemplate.h"

namespace pgtidy::extract {

using namespace clang;

/// The SQL of a call: the form with its arguments put in.
facts::Text Evaluator::mapped(llvm::StringRef form, const CallSite &site) {
  std::vector<facts::Text> parts;
  while (!form.empty()) {
    auto [before, rest] = form.split('{');
    parts.push_back(facts::literal(before.str()));
    auto [part, after] = rest.split('}');
    if (!part.empty())
      parts.push_back(mappedPart(part, site));
    form = after;
  }
  return bounded(facts::concat(std::move(parts)));
}

/// What cannot be known decides: it is no text of the user's, so that nobody takes it for an injection.
static facts::Text undecided() { return unknown("a condition that is not known"); }

static const Argument *ofClass(llvm::StringRef name, const CallSite &site) {
  for (const Argument &argument : site.arguments)
    if (argument.expression)
      if (auto *record = argument.expression->getType().getNonReferenceType()->getAsCXXRecordDecl();
          record && qualifiedName(*record) == name)
        return &argument;
  return nullptr;
}

/// The enumerator that an expression names.
static const EnumConstantDecl *enumerator(const Expr *expression) {
  auto *reference = expression ? llvm::dyn_cast<DeclRefExpr>(expression->IgnoreUnlessSpelledInSource()) : nullptr;
  return reference ? llvm::dyn_cast<EnumConstantDecl>(reference->getDecl()) : nullptr;
}

/// The name of the variable or member that an expression is: a column stands for itself.
static facts::Text declaredName(const Expr *expression) {
  expression = expression ? expression->IgnoreUnlessSpelledInSource() : nullptr;
  const ValueDecl *declared = nullptr;
  if (auto *reference = llvm::dyn_cast_or_null<DeclRefExpr>(expression))
    declared = reference->getDecl();
  else if (auto *member = llvm::dyn_cast_or_null<MemberExpr>(expression))
    declared = member->getMemberDecl();
  return declared && declared->getDeclName().isIdentifier() ? facts::literal(declared->getNameAsString()) : undecided();
}

static const CXXRecordDecl *mappedClass(const CallSite &site);

/// The name of the class that the template is given.
static facts::Text nameOfTemplate(const CallSite &site) {
  const CXXRecordDecl *record = mappedClass(site);
  return record ? facts::literal(record->getNameAsString()) : undecided();
}

facts::Text Evaluator::mappedPart(llvm::StringRef part, const CallSite &site) {
  if (part.consume_front("T::"))
    return memberOfTemplate(part, site);
  if (part == "T:name")
    return nameOfTemplate(site);
  auto [position, how] = part.split(':');
  const Argument *argument = nullptr;
  Argument self;
  size_t index = 0;
  if (position == "self") {
    self = {site.receiver, load(site.self), site.self};
    argument = &self;
  } else if (position.empty())
    argument = ofClass(how, site);
  else if (!position.getAsInteger(10, index) && index < site.arguments.size())
    argument = &site.arguments[index];
  if (position.empty() || how.empty()) {
    if (!argument || argument->isDefault)
      return facts::literal("TRUE"); // a condition that is not given
    Value value = argument->value.pointer() ? load(*argument->value.pointer()) : argument->value;
    return value.text() || value.alternatives() ? textOf(value, argument->expression) : undecided();
  }
  if (!argument)
    return undecided();
  if (how == "declared")
    return declaredName(argument->expression);
  if (how == "operator" || how == "test") {
    const EnumConstantDecl *named = enumerator(argument->expression);
    llvm::StringRef means = named ? Match.rules().sqlOperator(qualifiedName(*named)) : llvm::StringRef();
    if (!means.empty())
      return facts::literal(means.str());
    return how == "test" ? facts::concat({facts::literal("= "), boundValue(*argument)}) : undecided();
  }
  const Rows *row = argument->value.rows();
  if (how != "key" || !row || row->part != Rows::Part::Row)
    return boundValue(*argument);
  facts::Text key = hole(argument->expression, facts::HoleKind::EscapedLiteral);
  facts::Text name = memberOfTemplate("primaryKeyName", site);
  const facts::Literal *column = facts::asLiteral(name);
  if (column && !llvm::is_contained(row->changed, column->bytes)) {
    const text::Location &made = facts::madeAt(std::get<facts::Hole>(key->value));
    facts::Operand &operand = Made[{made.file, made.offset}];
    operand.identity += ".key";
    operand.rows = row->lookup;
    operand.column = column->bytes;
  }
  return key;
}

static std::string quoted(llvm::StringRef text) {
  std::string result = "'";
  for (char c : text)
    result += c == '\'' ? std::string("''") : std::string(1, c);
  return result + "'";
}

/// A value that is bound: as it is where the program has it as a constant, else a hole.
facts::Text Evaluator::boundValue(const Argument &argument) {
  if (std::optional<int64_t> number = constant(argument.value))
    return facts::literal("(" + std::to_string(*number) + ")");
  if (const facts::Literal *literal = facts::asLiteral(argument.value.text()))
    return facts::literal("(" + quoted(literal->bytes) + ")");
  facts::Text value = hole(argument.expression, facts::HoleKind::EscapedLiteral);
  const auto &made = std::get<facts::Hole>(value->value);
  facts::Operand bound = operand(argument.expression, argument.value);
  Made[{made.location.file, made.location.offset}] = bound;
  if (auto *from = argument.value.text() ? std::get_if<facts::Hole>(&argument.value.text()->value) : nullptr;
      from && !from->origin.empty()) {
    facts::Hole known = made;
    known.origin = from->origin;
    value = facts::hole(std::move(known));
  }
  return facts::concat({facts::literal("("), value, facts::literal(")")});
}

/// The class that a mapper is made for.
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

facts::Text Evaluator::memberOfTemplate(llvm::StringRef member, const CallSite &site) {
  const CXXRecordDecl *record = mappedClass(site);
  if (!record)
    return undecided();
  for (const NamedDecl *found : record->lookup(&Context.Idents.get(member)))
    if (auto *variable = llvm::dyn_cast<VarDecl>(found)) {
      Value value = load(placeOf(variable));
      if (value.text())
        return value.text();
    }
  return undecided();
}

} // namespace pgtidy::extract
