// Functions that the rules describe: what they do with text.
#include "evaluator.h"
#include "facts/project_file.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;
using rules::TextOperation;

/// Repeats a character as std::string(n, c) does.
static facts::Text repeated(const facts::Text &text, std::optional<int64_t> times) {
  if (!times || *times < 0 || *times > 64)
    return facts::repeat(text);
  return facts::concat(std::vector<facts::Text>(size_t(*times), text));
}

static facts::Text lettersChanged(const facts::Text &text, bool toUpper) {
  return rewrite(text, [&](const facts::Text &node) -> facts::Text {
    const facts::Literal *literal = facts::asLiteral(node);
    if (!literal)
      return nullptr;
    llvm::StringRef bytes = literal->bytes;
    return facts::literal(toUpper ? bytes.upper() : bytes.lower(), literal->runs);
  });
}

static facts::Text trimmed(const facts::Text &text) {
  const facts::Literal *literal = facts::asLiteral(text);
  if (!literal)
    return text; // white space at the ends of an SQL text has no meaning
  size_t begin = literal->bytes.find_first_not_of(" \t\r\n\v\f"), end = literal->bytes.find_last_not_of(" \t\r\n\v\f");
  return begin == std::string::npos ? facts::literal("") : slice(*literal, begin, end + 1 - begin);
}

/// Whether it is a number, which escaping leaves as it is, on some way perhaps one that is written out.
static bool needsNoEscape(const facts::Text &text) {
  bool isNumber = any(text, [](const facts::TextNode &node) {
    auto *hole = std::get_if<facts::Hole>(&node.value);
    return hole && hole->kind == facts::HoleKind::Number;
  });
  return isNumber && !any(text, [](const facts::TextNode &node) {
           if (auto *literal = std::get_if<facts::Literal>(&node.value))
             return literal->bytes.find_first_of("'\\") != std::string::npos;
           if (auto *hole = std::get_if<facts::Hole>(&node.value))
             return hole->kind != facts::HoleKind::Number;
           return !std::holds_alternative<facts::Choice>(node.value) &&
                  !std::holds_alternative<facts::Concat>(node.value);
         });
}

/// Text of the arguments from `first` on, in the forms that append, assign and constructors share.
facts::Text Evaluator::appended(const CallSite &site, size_t first) {
  if (first >= site.arguments.size())
    return facts::literal("");
  const Argument &text = site.arguments[first];
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
  if (!isText(text.expression->getType()) && text.expression->getType()->isIntegralOrEnumerationType() &&
      second.expression->getType()->isIntegralOrEnumerationType())
    return repeated(formatted(second.value, second.expression), constant(text.value));
  if (!isText(text.expression->getType()))
    return hole(site.expression, facts::HoleKind::Text);
  facts::Text whole = textOf(text.value, text.expression);
  if (isText(text.expression->getType()) && !second.expression->getType()->isIntegralOrEnumerationType())
    return isText(second.expression->getType()) && !second.isDefault ? hole(site.expression, facts::HoleKind::Text)
                                                                     : whole;
  const facts::Literal *literal = facts::asLiteral(whole);
  std::optional<int64_t> number = constant(second.value);
  if (!literal || !number || *number < 0)
    return whole;
  bool isPointer =
      text.expression->IgnoreParenImpCasts()->getType()->isArrayType() || text.expression->getType()->isPointerType();
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
  return hole(site.expression, facts::hasLiteral(whole) ? facts::HoleKind::Unknown : facts::HoleKind::Text);
}

/// `text.end()`.
static bool isEnd(const Expr *expression) {
  if (!expression)
    return false;
  auto *call = llvm::dyn_cast<CXXMemberCallExpr>(expression->IgnoreUnlessSpelledInSource());
  const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
  return method && method->getDeclName().isIdentifier() && (method->getName() == "end" || method->getName() == "cend");
}

/// A number of bytes, or how far an iterator is from the beginning.
static std::optional<int64_t> indexOf(const Value &value) {
  if (const Place *iterator = value.pointer(); iterator && !iterator->path.empty() && !iterator->path.back().field)
    return iterator->path.back().index;
  return constant(value);
}

/// replace(begin, length, text), replace(old, new); null where it is not known what that leaves.
facts::Text Evaluator::replaced(const CallSite &site, const facts::Text &whole) {
  auto textAt = [&](size_t index) { return textOf(site.arguments[index].value, site.arguments[index].expression); };
  if (site.written() == 2 && isText(site.arguments[0].expression->getType())) {
    const facts::Literal *old = facts::asLiteral(textAt(0));
    return old ? everyReplaced(whole, old->bytes, textAt(1)) : nullptr;
  }
  if (site.written() != 3 || !isText(site.arguments[2].expression->getType()))
    return nullptr;
  std::optional<int64_t> length = constant(site.arguments[1].value);
  std::optional<Cut> cut = cutAt(whole, indexOf(site.arguments[0].value));
  std::optional<Cut> rest = cut ? cutAt(cut->after, length) : std::nullopt;
  return rest ? facts::concat({cut->before, textAt(2), rest->after}) : nullptr;
}

/// The receiver gets a new text.
Outcome Evaluator::changed(CallSite &site, const rules::TextFunction &rule, facts::Text text) {
  Place target = site.self;
  if (target.offset && rule.operation == TextOperation::Assign) // written behind what the buffer holds
    text = facts::concat({textOf(load(target), nullptr), text});
  text = bounded(std::move(text));
  target.offset = false;
  store(target, text);
  return {text, target.root ? std::optional(target) : std::nullopt};
}

std::optional<Outcome> Evaluator::textFunction(const rules::TextFunction &rule, CallSite &site) {
  bool isConstructor = llvm::isa<CXXConstructorDecl>(site.callee);
  bool hasReceiver = site.receiver != nullptr;
  size_t first = size_t(std::max(rule.input, 0)); // the first argument taken
  auto *method = llvm::dyn_cast<CXXMethodDecl>(site.callee);
  if (method && rule.operation == TextOperation::Append &&
      (method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator()))
    return std::nullopt; // an appender is given another one
  auto receiver = [&] { return textOf(load(site.self), site.receiver); };
  auto input = [&]() -> facts::Text {
    if (hasReceiver && (rule.input == -1 || site.arguments.empty()))
      return receiver();
    if (first >= site.arguments.size())
      return facts::literal("");
    return textOf(site.arguments[first].value, site.arguments[first].expression);
  };
  auto inputExpression = [&]() -> const Expr * {
    if (hasReceiver && rule.input == -1)
      return site.receiver;
    return first < site.arguments.size() ? site.arguments[first].expression : site.expression;
  };
  // Functions such as strcat and operator<< have their receiver among the arguments.
  bool changes = rule.operation == TextOperation::Assign || rule.operation == TextOperation::Append ||
                 rule.operation == TextOperation::Insert || rule.operation == TextOperation::Prepend ||
                 rule.operation == TextOperation::Clear;
  if (changes && hasReceiver && !isConstructor)
    if (Value object = load(site.self); object.pointer() && !isText(site.receiver->getType()))
      site.self = *object.pointer(); // what an appender writes to
  if (changes && !hasReceiver && !isConstructor) {
    size_t target = rule.output >= 0 ? size_t(rule.output) : 0;
    if (target >= site.arguments.size())
      return std::nullopt;
    site.self = site.arguments[target].place;
    site.receiver = site.arguments[target].expression;
    if (rule.input <= 0)
      first = target + 1;
    if (!site.self.root && isText(site.receiver->getType()))
      site.self = temporary(site.receiver);
  }
  auto give = [&](facts::Text text) -> Outcome {
    if (rule.output < 0 || size_t(rule.output) >= site.arguments.size())
      return {bounded(std::move(text)), std::nullopt};
    Place target = site.arguments[size_t(rule.output)].place;
    const Expr *written = site.arguments[size_t(rule.output)].expression;
    QualType type = written ? written->getType().getNonReferenceType() : QualType();
    bool isAppender = type->isRecordType() && !isText(type), isBuffer = isText(type);
    bool isHandedBack = type->isPointerType() && isText(type->getPointeeType()); // asprintf(&text, …)
    if (!isAppender && !isBuffer && !isHandedBack) {
      store(target, Value());
      return {};
    }
    bool isAtEnd = target.offset || isAppender;
    target.offset = false;
    if (isAtEnd)
      text = facts::concat({textOf(load(target), nullptr), text});
    store(target, bounded(std::move(text)));
    if (isAppender)
      return target.root ? Outcome{Value(target), std::nullopt} : Outcome{};
    if (isText(site.callee->getReturnType()))
      return {load(target), target.root ? std::optional(target) : std::nullopt};
    return {};
  };
  auto added = [&](size_t from) -> facts::Text {
    facts::Text text = appended(site, from);
    return rule.before.empty() ? text : facts::concat({facts::literal(rule.before), text});
  };
  switch (rule.operation) {
  case TextOperation::Construct:
    if (site.written() == 0)
      return Outcome{facts::literal(rule.before), std::nullopt};
    return Outcome{bounded(added(first)), std::nullopt};
  case TextOperation::Identity: {
    if (hasReceiver && site.written() > 0 && !site.callee->getReturnType()->isReferenceType() &&
        site.callee->getReturnType()->isVoidType())
      return changed(site, rule, appended(site, 0)); // stream.str(text)
    if (hasReceiver) {
      Value value = load(site.self);
      if (value.isUnknown())
        value = receiver();
      bool isObject = site.callee->getReturnType()->isReferenceType() || site.callee->getReturnType()->isPointerType();
      return Outcome{value, isObject && site.self.root ? std::optional(site.self) : std::nullopt};
    }
    if (first >= site.arguments.size())
      return std::nullopt;
    const Argument &argument = site.arguments[first];
    return Outcome{argument.value, argument.place.root ? std::optional(argument.place) : std::nullopt};
  }
  case TextOperation::Assign:
    return changed(site, rule, added(first));
  case TextOperation::Append: {
    facts::Text before = receiver();
    return changed(site, rule, facts::concat({before, added(first)}));
  }
  case TextOperation::Prepend:
    return changed(site, rule, facts::concat({appended(site, first), receiver()}));
  case TextOperation::Insert: {
    facts::Text before = receiver();
    facts::Text added = appended(site, first + 1);
    if (first < site.arguments.size() && isEnd(site.arguments[first].expression))
      return changed(site, rule, facts::concat({before, added}));
    std::optional<Cut> cut = first < site.arguments.size() ? cutAt(before, indexOf(site.arguments[first].value)) //
                                                           : std::nullopt;
    if (!cut)
      return changed(site, rule, unknown("text is inserted at a place that is not known"));
    return changed(site, rule, facts::concat({cut->before, added, cut->after}));
  }
  case TextOperation::Clear:
    return changed(site, rule, facts::literal(""));
  case TextOperation::Concat: {
    if (!isText(site.callee->getReturnType())) // an iterator that is moved
      return std::nullopt;
    std::vector<facts::Text> parts;
    if (hasReceiver)
      parts.push_back(receiver());
    for (size_t i = first; i < site.arguments.size(); ++i)
      if (!site.arguments[i].isDefault)
        parts.push_back(formatted(site.arguments[i].value, site.arguments[i].expression));
    return give(facts::concat(std::move(parts)));
  }
  case TextOperation::Replace: {
    if (facts::Text text = hasReceiver ? replaced(site, receiver()) : nullptr)
      return changed(site, rule, text);
    bool isKnown = hasReceiver && !facts::hasLiteral(receiver());
    facts::Text text = isKnown ? hole(site.receiver, facts::HoleKind::Text) : unknown("a part of the text is replaced");
    if (!hasReceiver || !site.callee->getReturnType()->isReferenceType())
      return give(text);
    return changed(site, rule, text);
  }
  case TextOperation::Substring:
    return give(hasReceiver ? partOf(site, receiver(), 0) : partOf(site, input(), first + 1));
  case TextOperation::FormatPrintf:
  case TextOperation::FormatBrace:
  case TextOperation::FormatPercent:
  case TextOperation::FormatDollar:
    return give(formatText(rule, site));
  case TextOperation::Join:
    return give(joinedElements(site, rule));
  case TextOperation::ToText:
    if (first < site.arguments.size())
      return give(formatted(site.arguments[first].value, site.arguments[first].expression));
    return give(hasReceiver ? formatted(load(site.self), site.receiver) : hole(site.expression));
  case TextOperation::Trim:
    return give(trimmed(input()));
  case TextOperation::ToUpper:
  case TextOperation::ToLower:
    return give(lettersChanged(input(), rule.operation == TextOperation::ToUpper));
  case TextOperation::EscapeLiteral:
    return give(hole(inputExpression(), facts::HoleKind::EscapedLiteral));
  case TextOperation::EscapeString:
    if (facts::Text text = input(); text && needsNoEscape(text))
      return give(text);
    return give(hole(inputExpression(), facts::HoleKind::EscapedString));
  case TextOperation::EscapeIdentifier:
    return give(hole(inputExpression(), facts::HoleKind::EscapedIdentifier));
  case TextOperation::Bind:
    return give(withBound(site, hasReceiver ? receiver() : nullptr, first));
  case TextOperation::ReadsOutside: {
    facts::Text read = hole(site.expression, facts::HoleKind::Text, "read from " + rule.source);
    if (size_t other = size_t(rule.fallback); rule.fallback >= 0 && other < site.arguments.size())
      if (const Argument &fallback = site.arguments[other]; !fallback.isDefault)
        read = facts::choice("", {read, textOf(fallback.value, fallback.expression)});
    return give(read);
  }
  case TextOperation::ReadsFile: {
    facts::Hole read = holeOf(site.expression, site.expression->getType());
    read.origin.push_back("read from a file");
    facts::Text path = known(input());
    if (isRecording() && path)
      Facts.symbol({facts::FilesRead, path, Key});
    return give(facts::fileContents(std::move(path), std::move(read)));
  }
  case TextOperation::Appender: {
    const Argument *target = site.arguments.empty() ? nullptr : &site.arguments.front();
    if (target && target->value.pointer() && !isText(target->expression->getType())) // a copy of another one
      return Outcome{target->value, std::nullopt};
    return target && target->place.root ? std::optional(Outcome{Value(target->place), std::nullopt}) : std::nullopt;
  }
  case TextOperation::Length:
  case TextOperation::Compare:
  case TextOperation::LooksFor:
  case TextOperation::LooksForOthers:
  case TextOperation::LooksUp:
  case TextOperation::Matches:
    return std::nullopt;
  case TextOperation::ToNumber: { // keeps where the text came from
    facts::Text text = input();
    auto *from = text ? std::get_if<facts::Hole>(&text->value) : nullptr;
    if (!from || from->origin.empty())
      return std::nullopt;
    facts::Hole number = holeOf(site.expression, site.callee->getReturnType());
    number.kind = facts::HoleKind::Number;
    number.origin = from->origin;
    noteMade(number, site.expression);
    const text::Location &read = facts::madeAt(*from);
    if (auto row = Made.find({read.file, read.offset}); row != Made.end()) {
      facts::Operand &made = Made[{number.location.file, number.location.offset}];
      made.rows = row->second.rows;
      made.column = row->second.column;
    }
    return Outcome{facts::hole(std::move(number)), std::nullopt};
  }
  case TextOperation::Mapped:
    return Outcome{Value(mapped(rule.form, site)), std::nullopt};
  }
  return std::nullopt;
}

} // namespace pgtidy::extract
