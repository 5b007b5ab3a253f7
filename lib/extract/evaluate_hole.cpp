// Values as text: what is known of them, and holes for what is not.
#include "evaluator.h"
#include "texts.h"

#include "clang/Lex/Lexer.h"

#include "llvm/ADT/StringExtras.h"

namespace pgtidy::extract {

using namespace clang;

/// Whether a literal inside an expression may be shown: names of variables and options, never what could be a secret.
static bool isName(llvm::StringRef content) {
  return content.size() <= 40 &&
         llvm::all_of(content, [](char c) { return llvm::isUpper(c) || llvm::isDigit(c) || c == '_'; });
}

/// The expression on one line, shortened, its string literals left out where they could hold secrets.
static std::string shortened(llvm::StringRef source) {
  std::string result;
  for (size_t i = 0; i < source.size() && result.size() < 80; ++i) {
    char c = source[i];
    if (llvm::isSpace(c)) {
      if (!result.empty() && result.back() != ' ')
        result += ' ';
      continue;
    }
    result += c;
    if (c != '"')
      continue;
    size_t end = i + 1;
    while (end < source.size() && source[end] != '"')
      end += source[end] == '\\' ? 2 : 1;
    llvm::StringRef content = source.slice(i + 1, std::min(end, source.size()));
    result += isName(content) ? content.str() : "…";
    result += '"';
    i = end;
  }
  if (result.size() >= 80)
    result += "…";
  return result;
}

static const Expr *visible(const Expr *expression) {
  for (;;) {
    const Expr *inner = expression->IgnoreUnlessSpelledInSource();
    if (auto *argument = llvm::dyn_cast<CXXDefaultArgExpr>(inner))
      inner = argument->getExpr();
    if (auto *initializer = llvm::dyn_cast<CXXDefaultInitExpr>(inner))
      inner = initializer->getExpr();
    if (inner == expression)
      return inner;
    expression = inner;
  }
}

/// A date or time of the standard library: whatever prints it, it is no text from outside.
static bool isTime(QualType type) {
  auto *space = llvm::dyn_cast_or_null<NamespaceDecl>(
      type->getAsCXXRecordDecl() ? type->getAsCXXRecordDecl()->getEnclosingNamespaceContext() : nullptr);
  while (space && space->isInline())
    space = llvm::dyn_cast<NamespaceDecl>(space->getParent());
  return space && space->getName() == "chrono" && space->isInStdNamespace();
}

static facts::HoleKind kindOf(QualType type) {
  if (type.isNull())
    return facts::HoleKind::Text;
  type = type.getNonReferenceType();
  if (type->isEnumeralType())
    return facts::HoleKind::Enumerator;
  if (type->isAnyCharacterType())
    return facts::HoleKind::Text;
  if (type->isArithmeticType() || isTime(type))
    return facts::HoleKind::Number;
  return facts::HoleKind::Text;
}

facts::Hole Evaluator::holeOf(const Expr *expression, QualType type) {
  facts::Hole hole;
  hole.kind = kindOf(type);
  if (!type.isNull()) {
    PrintingPolicy policy(Context.getPrintingPolicy());
    policy.SuppressTagKeyword = true;
    hole.type = type.getNonReferenceType().getUnqualifiedType().getAsString(policy);
  }
  if (!expression)
    return hole;
  const Expr *shown = visible(expression);
  const SourceManager &sources = Context.getSourceManager();
  CharSourceRange range =
      Lexer::makeFileCharRange(sources.getExpansionRange(shown->getSourceRange()), sources, Context.getLangOpts());
  hole.expression = shortened(Lexer::getSourceText(range, sources, Context.getLangOpts()));
  hole.location = Where.use(shown->getBeginLoc());
  return hole;
}

/// The value of a variable of which no more is known than its name.
facts::Hole Evaluator::holeOfVariable(const ValueDecl &variable) {
  facts::Hole hole = holeOf(nullptr, variable.getType());
  hole.expression = variable.getNameAsString();
  hole.location = Where.use(variable.getLocation());
  return hole;
}

/// What a variable holds that is set to a value that is not known: a text is a hole then.
Value Evaluator::unknownPart(const ValueDecl &variable) {
  if (variable.getType().isNull() || !isText(variable.getType()))
    return {};
  return facts::hole(holeOfVariable(variable));
}

/// `'0' + n % 10`: a digit (or letter) that the program counts up to.
static bool isDigit(const Expr *character) {
  if (character->getType().isNull() || !character->getType()->isAnyCharacterType())
    return false;
  while (auto *conversion = llvm::dyn_cast<ExplicitCastExpr>(character))
    character = conversion->getSubExpr()->IgnoreParenImpCasts();
  auto *sum = llvm::dyn_cast<BinaryOperator>(character->IgnoreParenImpCasts());
  if (!sum || sum->getOpcode() != BO_Add)
    return false;
  const Expr *first = sum->getLHS()->IgnoreParenImpCasts(), *count = sum->getRHS()->IgnoreParenImpCasts();
  if (!llvm::isa<CharacterLiteral>(first))
    std::swap(first, count);
  auto *from = llvm::dyn_cast<CharacterLiteral>(first);
  const bool isCount = count->getType()->isIntegralOrEnumerationType() && !count->getType()->isAnyCharacterType();
  return from && from->getValue() < 128 && llvm::isAlnum(char(from->getValue())) && isCount;
}

facts::Text Evaluator::hole(const Expr *expression, std::optional<facts::HoleKind> kind, std::string origin) {
  QualType type = expression ? visible(expression)->getType() : QualType();
  facts::Hole hole = holeOf(expression, type);
  // A character that an object keeps is a separator or a quote, not a piece of what somebody wrote.
  if (!type.isNull() && type.getNonReferenceType()->isAnyCharacterType() && llvm::isa<MemberExpr>(visible(expression)))
    hole.kind = facts::HoleKind::Enumerator;
  if (expression && isDigit(visible(expression)))
    hole.kind = facts::HoleKind::Number;
  if (!type.isNull() && type->isDependentType() && visible(expression)->containsErrors())
    hole.kind = facts::HoleKind::Unknown; // what is declared in a header that is missing
  if (!kind && expression && hole.kind == facts::HoleKind::Text)
    if (facts::Text asked = characterAsked(expression, hole))
      return asked;
  if (kind)
    hole.kind = *kind;
  if (!origin.empty())
    hole.origin.push_back(std::move(origin));
  noteMade(hole, expression);
  return facts::hole(std::move(hole));
}

/// Remembers which value a hole is. Of an expression that had two, it is not known which one is meant.
void Evaluator::noteMade(const facts::Hole &hole, const Expr *expression) {
  if (!expression || !hole.location.isValid() || expression->isTypeDependent() || !Top)
    return;
  std::string value = identity(visible(expression));
  auto [known, isNew] = Made.try_emplace({hole.location.file, hole.location.offset});
  if (isNew)
    known->second.identity = std::move(value);
  else if (known->second.identity != value)
    known->second = {};
}

/// A value that is read again stands where it is read; texts put together stand where that was done.
static facts::Text moved(const facts::Text &text, const text::Location &to,
                         llvm::function_ref<std::string()> expression) {
  auto at = [&](facts::Hole hole, bool isMember = false) {
    const bool isOfOtherFile = hole.location.isValid() && hole.location.file != to.file;
    hole.made = facts::madeAt(hole);
    hole.location = to;
    if (hole.context.empty() && !isMember && !isOfOtherFile)
      return hole;
    const std::string use = expression(); // tells which of many elements, or of which object
    if (!hole.context.empty() || isOfOtherFile || llvm::StringRef(use).ends_with(hole.expression))
      hole.expression = use;
    return hole;
  };
  if (auto *hole = std::get_if<facts::Hole>(&text->value))
    return isLoopMarker(*text) ? text : facts::hole(at(*hole));
  if (auto *parameter = std::get_if<facts::Parameter>(&text->value))
    return facts::parameter({parameter->function, parameter->index, at(parameter->hole)});
  if (auto *symbol = std::get_if<facts::Symbol>(&text->value))
    return facts::symbol({symbol->key, at(symbol->hole, true), symbol->object, symbol->under});
  if (auto *result = std::get_if<facts::Result>(&text->value))
    return facts::result({result->function, result->arguments, at(result->hole), result->object});
  if (auto *format = std::get_if<facts::Formatted>(&text->value))
    return facts::formatted({format->style, format->texts, format->names, at(format->hole), format->count});
  if (auto *narrowing = std::get_if<facts::Narrowed>(&text->value))
    return facts::narrowed(moved(narrowing->text, to, expression), *narrowing);
  auto *choice = std::get_if<facts::Choice>(&text->value);
  if (!choice || choice->branches.empty())
    return text;
  std::vector<facts::Text> branches;
  for (const facts::Text &branch : choice->branches)
    branches.push_back(branch ? moved(branch, to, expression) : branch);
  return facts::choice(choice->condition, std::move(branches));
}

Value Evaluator::usedAt(const Value &value, const Expr *expression) {
  if (InWrapper || value.kept())
    return value; // what the caller handed over stands where the caller wrote it
  if (facts::Text text = value.text())
    return moved(text, Where.use(visible(expression)->getBeginLoc()),
                 [&] { return holeOf(expression, QualType()).expression; });
  if (const Alternatives *either = value.alternatives()) {
    Alternatives used{either->condition, {}};
    for (const Value &branch : either->branches)
      used.branches.push_back(usedAt(branch, expression));
    return used;
  }
  return value;
}

facts::Text Evaluator::textOf(const Value &value, const Expr *expression) {
  if (facts::Text text = value.text())
    return text;
  if (value.isNull())
    return nullptr;
  if (const Place *object = value.pointer()) {
    Value target = load(object->offset ? Place{} : *object);
    if (!target.isUnknown() && !target.pointer() && !target.record())
      return textOf(target, expression);
  }
  if (const Alternatives *either = value.alternatives()) {
    std::vector<facts::Text> branches;
    for (const Value &branch : either->branches)
      branches.push_back(textOf(branch, expression));
    return bounded(factoredChoice(either->condition, std::move(branches)));
  }
  if (const Array *array = value.array()) { // a buffer written character by character
    facts::Text text = facts::literal("");
    for (const Value &element : array->elements) {
      std::optional<int64_t> code = constant(element);
      if (!code)
        return hole(expression);
      if (*code == 0)
        break;
      text = facts::concat({text, characterText(nullptr, *code)});
    }
    return text;
  }
  return hole(expression);
}

facts::Text Evaluator::characterText(const Expr *expression, int64_t code) {
  std::string bytes(1, char(code));
  auto *written = expression ? llvm::dyn_cast<CharacterLiteral>(visible(expression)) : nullptr;
  if (!written || code == 0)
    return facts::literal(code ? bytes : "");
  text::Location begin = Where.spelling(written->getLocation());
  unsigned spelled = Lexer::MeasureTokenLength(Context.getSourceManager().getSpellingLoc(written->getLocation()),
                                               Context.getSourceManager(), Context.getLangOpts());
  unsigned content = spelled > 2 ? spelled - 2 : 1;
  return facts::literal(bytes, {facts::Run{0, 1, begin.advanced(1), content == 1 ? 0 : content}});
}

/// The value as streams and formats write it.
facts::Text Evaluator::formatted(const Value &value, const Expr *expression) {
  if (value.text() || value.isNull() || value.pointer())
    return textOf(value, expression);
  QualType type = expression ? expression->IgnoreParenImpCasts()->getType().getNonReferenceType() : QualType();
  if (std::optional<int64_t> number = constant(value)) {
    const bool isWrittenSo = expression && llvm::isa<CharacterLiteral>(visible(expression)); // QChar(' ')
    if (isWrittenSo && *number == 0) // a byte of the text, at which it ends for who takes it as a C string
      return facts::literal(std::string(1, '\0'));
    if (isWrittenSo || (!type.isNull() && type->isAnyCharacterType()))
      return characterText(expression, *number);
    if (type.isNull() || !type->isBooleanType())
      return facts::literal(std::to_string(*number));
  }
  if (const Alternatives *either = value.alternatives()) {
    std::vector<facts::Text> branches;
    for (const Value &branch : either->branches)
      branches.push_back(formatted(branch, expression));
    return bounded(factoredChoice(either->condition, std::move(branches)));
  }
  return hole(expression);
}

} // namespace pgtidy::extract
