// The texts that functions of the rules make of their arguments and of what they change.
#include "evaluator.h"
#include "look.h"
#include "method.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

/// Repeats a character as std::string(n, c) does.
static facts::Text repeated(const facts::Text &text, std::optional<int64_t> times) {
  if (!times || *times < 0 || *times > 64)
    return facts::repeat(text);
  return facts::concat(std::vector<facts::Text>(size_t(*times), text));
}

/// Text of the arguments from `first` on, in the forms that append, assign and constructors share.
facts::Text Evaluator::appended(const CallSite &site, size_t first) {
  if (first >= site.arguments.size())
    return facts::literal("");
  Argument text = site.arguments[first];
  if (text.expression && text.expression->getType()->isVoidPointerType()) // as memcpy takes it
    text.expression = text.expression->IgnoreParenImpCasts();
  size_t count = site.written() - std::min<size_t>(first, site.written());
  if (const FunctionDecl *manipulator = text.value.function())
    return facts::literal(manipulator->getDeclName().isIdentifier() && manipulator->getName() == "endl" ? "\n" : "");
  if (text.expression)
    if (auto *record = text.expression->getType().getNonReferenceType()->getAsCXXRecordDecl())
      if (record->getName().starts_with("_Set") || record->getName().starts_with("__iom"))
        return facts::literal(""); // std::setw and its like
  if (count < 2)
    return formatted(text.value, text.expression);
  const Argument &second = site.arguments[first + 1];
  const QualType repeats = second.expression->getType(); // a character, or a class of them
  if (!isText(text.expression->getType()) && text.expression->getType()->isIntegralOrEnumerationType() &&
      (repeats->isIntegralOrEnumerationType() || (repeats->isRecordType() && isText(repeats))))
    return repeated(formatted(second.value, second.expression), constant(text.value));
  if (!isText(text.expression->getType()))
    return hole(site.expression, facts::HoleKind::Text);
  facts::Text whole = textOf(text.value, text.expression);
  if (isText(text.expression->getType()) && !second.expression->getType()->isIntegralOrEnumerationType()) {
    const facts::Text last = second.value.text();
    const facts::Literal *end = last ? facts::asLiteral(last) : nullptr;
    const Place *from = text.value.pointer(), *upTo = second.value.pointer(); // std::string(p, p + length)
    const bool isInSame = from && upTo && upTo->offset && from->root == upTo->root && from->path == upTo->path;
    const bool isToEnd = !isText(second.expression->getType()) || second.isDefault || isInSame ||
                         (end && end->bytes.empty()) || isOfNumbers(whole);
    return isToEnd ? whole : hole(site.expression, facts::HoleKind::Text);
  }
  if (second.expression->getType()->isEnumeralType()) // how a file is opened
    return whole;
  const facts::Literal *literal = facts::asLiteral(whole);
  std::optional<int64_t> number = constant(second.value);
  bool isPointer =
      text.expression->IgnoreParenImpCasts()->getType()->isArrayType() || text.expression->getType()->isPointerType();
  const bool isToItsEnd = !isPointer && (count == 2 || site.arguments[first + 2].isDefault);
  if (!literal && number && *number > 0 && isToItsEnd && facts::hasLiteral(whole)) // append(text, from)
    return withoutStart(whole, unsigned(*number));
  if (!literal || !number || *number < 0)
    return whole;
  if (count == 2 && isPointer)
    return slice(*literal, 0, size_t(*number));
  std::optional<int64_t> length = count > 2 ? constant(site.arguments[first + 2].value) : std::nullopt;
  return slice(*literal, size_t(*number), length && *length >= 0 ? size_t(*length) : std::string::npos);
}

/// Texts of the class that holds statements follow each other; any other value is bound.
facts::Text Evaluator::withBound(const CallSite &site, facts::Text text, size_t first) {
  const CXXRecordDecl *result = site.callee->getReturnType().getNonReferenceType()->getAsCXXRecordDecl();
  std::vector<facts::Text> parts{std::move(text)};
  for (size_t i = first; i < site.arguments.size(); ++i) {
    const Argument &argument = site.arguments[i];
    if (argument.isDefault || !argument.expression)
      continue;
    const CXXRecordDecl *record = argument.expression->getType().getNonReferenceType()->getAsCXXRecordDecl();
    bool isStatement = record && result && qualifiedName(*record) == qualifiedName(*result);
    parts.push_back(isStatement ? textOf(argument.value, argument.expression)
                                : hole(argument.expression, facts::HoleKind::EscapedLiteral));
  }
  return facts::concat(std::move(parts));
}

/// substr(begin[, length]), left(n).
facts::Text Evaluator::partOf(const CallSite &site, const facts::Text &whole, size_t first) {
  auto at = [&](size_t index) -> std::optional<int64_t> {
    return first + index < site.arguments.size() ? constant(site.arguments[first + index].value) : std::nullopt;
  };
  std::optional<int64_t> begin = at(0), length = at(1);
  bool hasLength = first + 1 < site.arguments.size() && !site.arguments[first + 1].isDefault;
  if (hasLength && length == -1) // npos
    hasLength = false;
  if (begin == 0 && !hasLength)
    return whole;
  if (begin == 0 && hasLength && !length)
    if (std::optional<unsigned> dropped = shortenedBy(site.arguments[first + 1].expression))
      return withoutEnd(whole, *dropped);
  const facts::Literal *literal = facts::asLiteral(whole);
  if (literal && begin && *begin >= 0 && (!hasLength || (length && *length >= 0)))
    return slice(*literal, size_t(*begin), hasLength ? size_t(*length) : std::string::npos);
  if (begin && *begin > 0 && !hasLength && facts::hasLiteral(whole))
    return withoutStart(whole, unsigned(*begin));
  return somePart(whole, site.expression);
}

/// A part of the text of which it is not known where it begins and ends.
facts::Text Evaluator::somePart(const facts::Text &whole, const Expr *part) {
  const bool isOfOthers = any(whole, [](const facts::TextNode &node) {
    return std::holds_alternative<facts::Parameter>(node.value) || std::holds_alternative<facts::Symbol>(node.value) ||
           std::holds_alternative<facts::Result>(node.value);
  });
  auto *value = whole ? std::get_if<facts::Hole>(&whole->value) : nullptr;
  const bool isReadOutside = value && !value->origin.empty();
  if (!isReadOutside && (!isOfOthers || any(whole, isLoopMarker)))
    return hole(part, facts::hasLiteral(whole) ? facts::HoleKind::Unknown : facts::HoleKind::Text);
  facts::Hole hole = holeOf(part, part->getType());
  hole.kind = facts::HoleKind::Text;
  if (isReadOutside) // where all of it was read, its parts were
    hole.origin = value->origin;
  noteMade(hole, part);
  if (isReadOutside)
    return facts::hole(std::move(hole));
  return facts::formatted({facts::FormatStyle::Part, {whole}, {}, std::move(hole)});
}

/// A number of bytes, or how far an iterator is from the beginning.
static std::optional<int64_t> indexOf(const Value &value) {
  if (const Place *iterator = value.pointer(); iterator && !iterator->path.empty() && !iterator->path.back().field)
    return iterator->path.back().index;
  return constant(value);
}

/// What a search looks for in the text, here or where the variable that keeps the place was made: `text.find(":id")`.
static const Expr *soughtBy(const Expr *place) {
  const CallExpr *call = callBehind(place);
  auto *search = llvm::dyn_cast_or_null<CXXMemberCallExpr>(call);
  const CXXMethodDecl *method = search ? search->getMethodDecl() : nullptr;
  const bool isSearch = method && method->getDeclName().isIdentifier() &&
                        (method->getName() == "find" || method->getName() == "indexOf") && search->getNumArgs() > 0;
  return isSearch ? search->getArg(0) : nullptr;
}

/// replace(old, new), of texts or characters, and remove(old); nothing where it is counted instead.
std::optional<Evaluator::Replacement> Evaluator::replacementIn(const CallSite &site) {
  auto textAt = [&](size_t index) -> facts::Text {
    const Argument &argument = site.arguments[index];
    if (isText(argument.expression->getType()))
      return textOf(argument.value, argument.expression);
    auto *character = llvm::dyn_cast<CharacterLiteral>(argument.expression->IgnoreUnlessSpelledInSource());
    return character && character->getValue() < 128 ? characterText(character, character->getValue()) : nullptr;
  };
  if (site.written() == 0 || site.written() > 2)
    return std::nullopt;
  const facts::Text old = textAt(0), with = site.written() == 2 ? textAt(1) : facts::literal("");
  const facts::Literal *bytes = old ? facts::asLiteral(old) : nullptr;
  return bytes && with ? std::optional(Replacement{bytes->bytes, with}) : std::nullopt;
}

/// replace(begin, length, text), replace(old, new); null where it is not known what that leaves.
facts::Text Evaluator::replaced(const CallSite &site, const facts::Text &whole) {
  auto textAt = [&](size_t index) { return textOf(site.arguments[index].value, site.arguments[index].expression); };
  if (std::optional<Replacement> given = replacementIn(site))
    return everyReplaced(whole, given->old, given->with);
  if (site.written() == 2 && site.arguments[0].expression->getType()->isIntegralOrEnumerationType()) { // remove(at, n)
    const std::optional<int64_t> count = constant(site.arguments[1].value);
    const std::optional<unsigned> less = shortenedBy(site.arguments[0].expression);
    if (less && count && *count >= *less)
      return withoutEnd(whole, *less);
    const std::optional<Cut> begin = cutAt(whole, constant(site.arguments[0].value));
    const std::optional<Cut> end = begin ? cutAt(begin->after, count) : std::nullopt;
    return end ? facts::concat({begin->before, end->after}) : nullptr;
  }
  if (site.written() != 3 || !isText(site.arguments[2].expression->getType()))
    return nullptr;
  std::optional<int64_t> length = constant(site.arguments[1].value);
  const Expr *from = site.arguments[0].expression;
  if (std::optional<unsigned> less = from ? shortenedBy(from) : std::nullopt; less && length && *length >= *less)
    return facts::concat({withoutEnd(whole, *less), textAt(2)});
  if (const Expr *sought = from ? soughtBy(from) : nullptr; sought && !indexOf(site.arguments[0].value)) {
    const facts::Text needle = evaluate(sought).text();
    if (const facts::Literal *marker = facts::asLiteral(needle); marker && length == int64_t(marker->bytes.size()))
      return everyReplaced(whole, marker->bytes, textAt(2));
  }
  std::optional<Cut> cut = cutAt(whole, indexOf(site.arguments[0].value));
  std::optional<Cut> rest = cut ? cutAt(cut->after, length) : std::nullopt;
  return rest ? facts::concat({cut->before, textAt(2), rest->after}) : nullptr;
}

/// insert(at, text).
facts::Text Evaluator::inserted(const CallSite &site, const facts::Text &whole, size_t first) {
  facts::Text added = appended(site, first + 1);
  const Argument *at = first < site.arguments.size() ? &site.arguments[first] : nullptr;
  const llvm::StringRef place = at && at->expression ? methodOf(at->expression) : "";
  if (place == "end" || place == "cend")
    return facts::concat({whole, added});
  std::optional<Cut> cut = at ? cutAt(whole, indexOf(at->value)) : std::nullopt;
  return cut ? facts::concat({cut->before, added, cut->after})
             : unknown("text is inserted at a place that is not known");
}

} // namespace pgtidy::extract
