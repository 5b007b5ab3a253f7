// Functions that the program declares to format as printf does: `__attribute__((format(printf, 3, 4)))`, Clang's
// "Attributes in Clang", format. What such a call writes or gives is known though the function's body is not.
#include "clang_compat.h"
#include "evaluator.h"
#include "texts.h"

#include "clang/AST/Attr.h"

namespace pgtidy::extract {

using namespace clang;

/// Whether the name says that something is added to what is in the buffer.
static bool isNamedForAdding(const FunctionDecl &function) {
  const std::string name = function.getNameAsString();
  return llvm::any_of(llvm::ArrayRef<llvm::StringRef>{"append", "cat", "add"},
                      [&](llvm::StringRef word) { return llvm::StringRef(name).contains_insensitive(word); });
}

/// A buffer, or a pointer to one that the function may replace.
static bool isBuffer(QualType type) {
  if (type->isLValueReferenceType() && !type->getPointeeType().isConstQualified())
    type = type->getPointeeType();
  return type->isPointerType() && type->getPointeeType()->isCharType() && !type->getPointeeType().isConstQualified();
}

static bool isMethodOfObject(const FunctionDecl &function) {
  auto *method = llvm::dyn_cast<CXXMethodDecl>(&function);
  return method && !method->isStatic();
}

/// What the attribute says of the format, as a rule would; nothing where there is none, or no values follow it.
static std::optional<rules::TextFunction> printfRule(const FunctionDecl &function) {
  auto *attribute = function.getAttr<FormatAttr>();
  if (!attribute || !attribute->getType()->getName().contains("printf") || attribute->getFirstArg() == 0)
    return std::nullopt;
  rules::TextFunction rule;
  rule.operation = rules::TextOperation::FormatPrintf;
  // Counted from 1, the object being the first.
  rule.format = attribute->getFormatIdx() - 1 - isMethodOfObject(function);
  return rule;
}

/// The same with where the text goes; nothing where the attribute does not say that.
static std::optional<rules::TextFunction> declaredFormat(const FunctionDecl &function, Matcher &match, bool givesText) {
  std::optional<rules::TextFunction> rule = printfRule(function);
  if (!rule)
    return std::nullopt;
  for (int32_t i = 0; i < rule->format; ++i)
    if (QualType type = function.getParamDecl(unsigned(i))->getType(); isBuffer(type) || match.isFilledText(type))
      rule->output = rule->output < 0 ? i : INT32_MAX;
  if ((rule->output >= 0) == givesText || rule->output == INT32_MAX || isNamedForAdding(function))
    return std::nullopt;
  return rule;
}

/// A text of the program's own class that a method formats into it: `text.Printf("%d", n)`.
std::optional<Outcome> Evaluator::formattedInto(CallSite &site) {
  auto *method = llvm::dyn_cast<CXXMethodDecl>(site.callee);
  const bool isWritten = method && !method->isStatic() && !method->isConst() && site.self.root &&
                         isText(typeOf(*method->getParent(), Context));
  const std::optional<rules::TextFunction> rule = isWritten ? printfRule(*method) : std::nullopt;
  CallSite formatting = site;
  const std::optional<Outcome> outcome = rule ? textFunction(*rule, formatting) : std::nullopt;
  const facts::Text made = outcome ? outcome->value.text() : nullptr;
  if (!made)
    return std::nullopt;
  const facts::Text before = textOf(load(site.self), site.receiver);
  store(site.self, isNamedForAdding(*method) ? facts::concat({before, made}) : made);
  return Outcome{load(site.self), site.self};
}

/// The member in which objects of the class keep their text: the one that c_str() gives; null where there is none.
static const FieldDecl *textMemberOf(const CXXRecordDecl &record) {
  for (const CXXMethodDecl *method : record.methods()) {
    const bool isGiver = method->getDeclName().isIdentifier() && method->getName() == "c_str" && method->hasBody();
    auto *body = isGiver ? llvm::dyn_cast<CompoundStmt>(method->getBody()) : nullptr;
    auto *given = body && body->size() == 1 ? llvm::dyn_cast<ReturnStmt>(body->body_front()) : nullptr;
    auto *member = given && given->getRetValue()
                       ? llvm::dyn_cast<MemberExpr>(given->getRetValue()->IgnoreParenImpCasts())
                       : nullptr;
    if (member && llvm::isa<CXXThisExpr>(member->getBase()->IgnoreParenImpCasts()))
      return llvm::dyn_cast<FieldDecl>(member->getMemberDecl());
  }
  return nullptr;
}

/// An object of the program's that a function is declared to format into: `message(Buffer &buffer, const char *format,
/// …)`. What is in the member that its c_str() gives is the text.
std::optional<Outcome> Evaluator::formattedIntoMember(CallSite &site) {
  const std::optional<rules::TextFunction> rule = printfRule(*site.callee);
  if (!rule)
    return std::nullopt;
  Place target = isMethodOfObject(*site.callee) ? site.self : Place{};
  const CXXRecordDecl *record = target.root ? llvm::cast<CXXMethodDecl>(site.callee)->getParent() : nullptr;
  for (int32_t i = 0; i < rule->format && size_t(i) < site.arguments.size(); ++i)
    if (const QualType type = site.callee->getParamDecl(unsigned(i))->getType();
        type->isLValueReferenceType() && !type->getPointeeType().isConstQualified()) {
      record = type->getPointeeType()->getAsCXXRecordDecl();
      target = site.arguments[size_t(i)].place;
    }
  const FieldDecl *member =
      record && record->hasDefinition() && !isText(typeOf(*record, Context)) ? textMemberOf(*record) : nullptr;
  if (!member || !target.root || !isText(member->getType()))
    return std::nullopt;
  CallSite formatting = site;
  const std::optional<Outcome> outcome = textFunction(*rule, formatting);
  const facts::Text made = outcome ? outcome->value.text() : nullptr;
  if (!made)
    return std::nullopt;
  const Place text = target.field(member);
  const facts::Text before = load(text).text();
  store(text, isNamedForAdding(*site.callee) && before ? facts::concat({before, made}) : made);
  return Outcome{};
}

/// What the call gives or leaves, where its body does not say it better.
std::optional<Outcome> Evaluator::declaredFormatter(CallSite &site, const std::optional<Outcome> &inlined) {
  if (std::optional<Outcome> outcome = inlined ? std::nullopt : formattedInto(site))
    return outcome;
  const bool givesText = isText(site.callee->getReturnType());
  const std::optional<rules::TextFunction> rule = declaredFormat(*site.callee, Match, givesText);
  if (!rule) {
    std::optional<Outcome> outcome = inlined ? std::nullopt : formattedIntoMember(site);
    return outcome ? outcome : inlined;
  }
  auto isKnown = [](const Value &value) {
    const facts::Text text = value.text();
    return text && facts::hasLiteral(text) && !std::holds_alternative<facts::Result>(text->value);
  };
  if (inlined && isKnown(givesText ? inlined->value : load(site.arguments[size_t(rule->output)].place)))
    return inlined;
  std::optional<Outcome> outcome = textFunction(*rule, site);
  return outcome ? outcome : inlined;
}

} // namespace pgtidy::extract
