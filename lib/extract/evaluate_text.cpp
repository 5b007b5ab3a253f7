// Functions that the rules describe: what they do with text.
#include "evaluator.h"
#include "facts/format.h"
#include "facts/project_file.h"
#include "facts/quote.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;
using rules::TextOperation;

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

/// Whether a text that is there already is written to.
static bool changesText(TextOperation operation) {
  switch (operation) {
  case TextOperation::Assign:
  case TextOperation::Append:
  case TextOperation::Insert:
  case TextOperation::Prepend:
  case TextOperation::Clear:
    return true;
  default:
    return false;
  }
}

/// s of `s.data()` and `&s[0]`; null for other expressions.
static const Expr *ownerOfBuffer(const Expr &argument) {
  const Expr *buffer = argument.IgnoreParenImpCasts();
  if (auto *call = llvm::dyn_cast<CXXMemberCallExpr>(buffer)) {
    const CXXMethodDecl *method = call->getMethodDecl();
    bool isData = method && method->getDeclName().isIdentifier() && method->getName() == "data";
    return isData ? call->getImplicitObjectArgument() : nullptr;
  }
  auto *address = llvm::dyn_cast<UnaryOperator>(buffer);
  auto *element = address && address->getOpcode() == UO_AddrOf
                      ? llvm::dyn_cast<CXXOperatorCallExpr>(address->getSubExpr()->IgnoreParenImpCasts())
                      : nullptr;
  auto *index = element && element->getOperator() == OO_Subscript
                    ? llvm::dyn_cast<IntegerLiteral>(element->getArg(1)->IgnoreParenImpCasts())
                    : nullptr;
  return index && index->getValue() == 0 ? element->getArg(0) : nullptr;
}

/// One call of a function that a rule describes.
class Evaluator::TextCall {
public:
  TextCall(Evaluator &in, const rules::TextFunction &rule, CallSite &site)
      : In(in), Rule(rule), Site(site), HasReceiver(site.receiver), First(size_t(std::max(rule.input, 0))) {}

  /// What the call gives; nothing where the rule does not speak of it.
  std::optional<Outcome> outcome() {
    if (replacesAppender() || (changesText(Rule.operation) && !findTarget()))
      return std::nullopt;
    switch (Rule.operation) {
    case TextOperation::Construct:
      return constructed();
    case TextOperation::Identity:
      return HasReceiver ? ownText() : handedOn();
    case TextOperation::Assign:
      return changed(added());
    case TextOperation::Append:
      return changed(facts::concat({receiver(), added()}));
    case TextOperation::Prepend:
      return changed(facts::concat({In.appended(Site, First), receiver()}));
    case TextOperation::Insert:
      return changed(In.inserted(Site, receiver(), First));
    case TextOperation::Clear:
      return changed(facts::literal(""));
    case TextOperation::Clause:
      return clause();
    case TextOperation::Concat:
      return concatenated();
    case TextOperation::Replace:
      return replaced();
    case TextOperation::Substring:
      return given(HasReceiver ? In.partOf(Site, receiver(), 0) : In.partOf(Site, input(), First + 1));
    case TextOperation::Split:
      return split();
    case TextOperation::Section:
      return section();
    case TextOperation::FormatPrintf:
    case TextOperation::FormatBrace:
    case TextOperation::FormatPercent:
    case TextOperation::FormatDollar:
      return given(In.formatText(Rule, Site));
    case TextOperation::FormatBoost:
      return filledIn();
    case TextOperation::FormatEnd:
      return given(withoutEscapes(input()));
    case TextOperation::Join:
      return given(In.joinedElements(Site, Rule));
    case TextOperation::ToText:
      return asText();
    case TextOperation::Trim:
      return given(trimmed(input()));
    case TextOperation::ToUpper:
    case TextOperation::ToLower:
      return given(lettersChanged(input(), Rule.operation == TextOperation::ToUpper));
    case TextOperation::EscapeLiteral:
    case TextOperation::EscapeString:
    case TextOperation::EscapeIdentifier:
      return given(escaped());
    case TextOperation::Signed:
      return Outcome{};
    case TextOperation::Chosen:
      return given(In.hole(Site.expression, facts::HoleKind::Enumerator));
    case TextOperation::Bind:
      return given(In.withBound(Site, HasReceiver ? receiver() : nullptr, First));
    case TextOperation::SettingsOfFile:
    case TextOperation::SettingsOfText:
      return In.settingsRead(Rule, Site);
    case TextOperation::Setting:
    case TextOperation::ReadsOutside:
      if (std::optional<Outcome> setting = In.settingAsked(Rule, Site))
        return setting;
      if (Rule.operation == TextOperation::Setting && Rule.fallback < 0 && Rule.source.empty())
        return std::nullopt;
      if (Rule.source.empty() && readsOther())
        return std::nullopt;
      return given(readOutside());
    case TextOperation::ReadsPart: {
      if (std::optional<Outcome> setting = In.settingAsked(Rule, Site))
        return setting;
      const facts::Text whole = HasReceiver ? receiver() : nullptr;
      return whole && facts::hasLiteral(whole) ? std::optional(given(whole)) : std::nullopt;
    }
    case TextOperation::ReadsFile:
      return given(fileText());
    case TextOperation::Appender:
      return appender();
    case TextOperation::FormatDate:
    case TextOperation::ToNumber:
      return number();
    case TextOperation::Allocates:
      return allocated();
    case TextOperation::Maps:
      In.noteTable(Rule, Site);
      return std::nullopt;
    case TextOperation::Mapped:
      In.noteRawText(Rule, Site);
      if (Rule.output == -1 && isOfProgram() && In.load(Site.self).record() &&
          llvm::StringRef(Rule.form).contains("{self")) // its own methods say what becomes of it
        return std::nullopt;
      return Rule.output == -1 ? changed(In.mapped(Rule.form, Site))
                               : Outcome{Value(In.mapped(Rule.form, Site)), std::nullopt};
    case TextOperation::LooksFor:
    case TextOperation::LooksForOthers:
      return placeFound();
    case TextOperation::Length:
    case TextOperation::Compare:
    case TextOperation::LooksUp:
    case TextOperation::Matches:
    case TextOperation::ForEach:
      return std::nullopt;
    }
    return std::nullopt;
  }

private:
  /// strstr(buffer, …), where it is only asked whether there is a place: nothing is written there.
  std::optional<Outcome> placeFound() {
    return Site.expression == In.OnlyAsked ? std::optional(Outcome()) : std::nullopt;
  }

  Evaluator &In;
  const rules::TextFunction &Rule;
  CallSite &Site;
  const bool HasReceiver; ///< as the call is written
  size_t First;           ///< the first argument taken

  /// Whether the object is of a class that the program derived: it has members of its own.
  bool isOfProgram() const {
    const QualType type = HasReceiver ? Site.receiver->getType() : QualType();
    const CXXRecordDecl *record = type.isNull()           ? nullptr
                                  : type->isPointerType() ? type->getPointeeCXXRecordDecl()
                                                          : type->getAsCXXRecordDecl();
    return record && In.isProgram(*record);
  }

  /// Whether an appender is given another one.
  bool replacesAppender() const {
    auto *method = llvm::dyn_cast<CXXMethodDecl>(Site.callee);
    return method && Rule.operation == TextOperation::Append &&
           (method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator());
  }

  /// Makes what is written to the object of the call. False when there is no such thing.
  bool findTarget() {
    if (llvm::isa<CXXConstructorDecl>(Site.callee))
      return true;
    if (HasReceiver) {
      if (Value object = In.load(Site.self); object.pointer() && !Site.receiver->getType()->isPointerType())
        Site.self = *object.pointer(); // what an appender writes to
      return true;
    }
    // Functions such as strcat and operator<< have their receiver among the arguments.
    size_t target = Rule.output >= 0 ? size_t(Rule.output) : 0;
    if (target >= Site.arguments.size())
      return false;
    Site.self = Site.arguments[target].place;
    Site.receiver = Site.arguments[target].expression;
    if (Rule.input <= 0)
      First = target + 1;
    const Expr *given = Site.receiver->IgnoreParenImpCasts(); // of void *, as memcpy takes it
    if (!Site.self.root && In.isText(given->getType()) && given->getType()->isPointerType())
      Site.self = In.pointerItself(*given);
    if (!Site.self.root && In.isText(Site.receiver->getType()))
      Site.self = In.temporary(Site.receiver);
    return true;
  }

  facts::Text receiver() { return In.textOf(In.load(Site.self), Site.receiver); }

  facts::Text input() {
    if (HasReceiver && (Rule.input == -1 || Site.arguments.empty()))
      return receiver();
    if (First >= Site.arguments.size())
      return facts::literal("");
    return In.textOf(Site.arguments[First].value, Site.arguments[First].expression);
  }

  const Expr *inputExpression() const {
    if (HasReceiver && Rule.input == -1)
      return Site.receiver;
    return First < Site.arguments.size() ? Site.arguments[First].expression : Site.expression;
  }

  facts::Text added() {
    facts::Text text = In.appended(Site, First);
    return Rule.before.empty() ? text : facts::concat({facts::literal(Rule.before), text});
  }

  /// The pieces that the next argument parts the text into; nothing where they, or how empty ones count, are not known.
  std::optional<std::vector<facts::Text>> pieces(size_t written) {
    const Argument *separator = First < Site.arguments.size() ? &Site.arguments[First] : nullptr;
    if (!separator || Site.written() > written)
      return std::nullopt;
    const facts::Text bytes = In.formatted(separator->value, separator->expression);
    const facts::Literal *known = bytes ? facts::asLiteral(bytes) : nullptr;
    return known ? piecesOf(receiver(), known->bytes) : std::nullopt;
  }

  /// text.split(separator).
  std::optional<Outcome> split() {
    const auto all = pieces(1);
    if (!all)
      return std::nullopt;
    Array list;
    list.elements.assign(all->begin(), all->end());
    return Outcome{Value(std::move(list)), std::nullopt};
  }

  /// text.section(separator, first, last), negative numbers counted from the end.
  std::optional<Outcome> section() {
    const auto all = pieces(3);
    const auto numberAt = [&](size_t index) {
      const bool isGiven = First + index < Site.arguments.size() && !Site.arguments[First + index].isDefault;
      return isGiven ? constant(Site.arguments[First + index].value) : std::nullopt;
    };
    const std::optional<int64_t> first = numberAt(1),
                                 last = Site.written() < 3 ? std::optional<int64_t>(-1) : numberAt(2);
    if (!all || !first || !last)
      return std::nullopt;
    const int64_t size = int64_t(all->size());
    const int64_t begin = *first < 0 ? *first + size : *first, end = *last < 0 ? *last + size : *last;
    std::vector<facts::Text> parts;
    for (int64_t i = std::max<int64_t>(begin, 0); i <= std::min(end, size - 1); ++i) {
      if (!parts.empty())
        parts.push_back(In.formatted(Site.arguments[First].value, Site.arguments[First].expression));
      parts.push_back((*all)[size_t(i)]);
    }
    return Outcome{bounded(facts::concat(std::move(parts))), std::nullopt};
  }

  /// The receiver gets a new text.
  Outcome changed(facts::Text text) {
    Place target = Site.self;
    if (target.offset && Rule.operation == TextOperation::Assign) // written behind what the buffer holds
      text = facts::concat({In.textOf(In.load(target), nullptr), text});
    text = bounded(std::move(text));
    target.offset = false;
    In.store(target, text);
    if (target.root && !HasReceiver && givesBuffer()) { // strcat(strcpy(buffer, …), …)
      target.offset = Rule.givesEnd;
      return {Value(target), std::nullopt};
    }
    return {text, target.root ? std::optional(target) : std::nullopt};
  }

  /// Whether the call gives the buffer that it wrote to.
  bool givesBuffer() const {
    const QualType type = Site.callee->getReturnType();
    return type->isPointerType() && !type->getPointeeType()->isRecordType();
  }

  /// What boost::format's `%` gives. Where nothing is done with that, as in `f % x;`, it is for the object's next use.
  Outcome filledIn() {
    facts::Text text = bounded(In.formatText(Rule, Site));
    const Expr *object = Site.receiver;
    while (auto *before = llvm::dyn_cast_or_null<CXXOperatorCallExpr>(stripped(object)))
      object = before->getArg(0);
    if (object && Site.expression == In.Discarded)
      In.store(In.place(object), text);
    return {std::move(text), std::nullopt};
  }

  /// Nothing where it is not known to what the clause belongs.
  std::optional<Outcome> clause() {
    const facts::Text whole = In.load(Site.self).text();
    return whole ? std::optional(changed(withClause(whole, Rule.before, In.appended(Site, First)))) : std::nullopt;
  }

  static facts::Text withoutEscapes(const facts::Text &text) {
    unsigned unused = 0;
    return facts::format(text, facts::doubledPercent, unused,
                         [](const facts::Marker &, unsigned &) { return facts::literal(""); });
  }

  /// The text is returned, or written to the argument that the rule names.
  Outcome given(facts::Text text) {
    if (Rule.output == -1 && HasReceiver)
      return changed(std::move(text));
    if (Rule.output < 0 || size_t(Rule.output) >= Site.arguments.size())
      return {bounded(std::move(text)), std::nullopt};
    Place target = Site.arguments[size_t(Rule.output)].place;
    const Expr *written = Site.arguments[size_t(Rule.output)].expression;
    if (const Expr *object = written ? ownerOfBuffer(*written) : nullptr; object && In.isText(object->getType()))
      target = In.place(object);
    else if (object)
      if (const Value held = In.load(In.place(object)); held.pointer()) // std::unique_ptr<char[]>
        target = *held.pointer();
    if (written && written->getType()->isVoidPointerType()) { // of recv(): whatever object is there
      written = written->IgnoreParenCasts();
      auto *address = llvm::dyn_cast<UnaryOperator>(written);
      const bool isNumber = address && address->getOpcode() == UO_AddrOf &&
                            address->getSubExpr()->getType()->isIntegralOrEnumerationType();
      if (isNumber) {
        In.store(In.place(address->getSubExpr()), text);
        return {};
      }
      if (In.isText(written->getType()) && written->getType()->isArrayType())
        target = In.place(written);
    }
    QualType type = written ? written->getType().getNonReferenceType() : QualType();
    bool isAppender = type->isRecordType() && !In.isText(type), isBuffer = In.isText(type);
    bool isHandedBack = type->isPointerType() && In.isText(type->getPointeeType()); // asprintf(&text, …)
    if (!isAppender && !isBuffer && !isHandedBack) {
      In.store(target, Value());
      return {};
    }
    if (!target.root && isBuffer && type->isPointerType()) // of what a pointer leads to, it is known by the pointer
      target = In.pointerItself(*written);
    if (const Value appender = isAppender ? In.load(target) : Value(); appender.pointer())
      target = *appender.pointer(); // what an appender that is handed over by reference writes to
    bool isAtEnd = target.offset || isAppender || Rule.appends;
    target.offset = false;
    if (isAtEnd)
      text = facts::concat({In.textOf(In.load(target), nullptr), text});
    In.store(target, bounded(std::move(text)));
    if (isAppender)
      return target.root ? Outcome{Value(target), std::nullopt} : Outcome{};
    if (In.isText(Site.callee->getReturnType()))
      return {In.load(target), target.root ? std::optional(target) : std::nullopt};
    return {};
  }

  /// text.c_str(), stream.str(); stream.str(text) gives it another.
  Outcome ownText() {
    QualType type = Site.callee->getReturnType();
    if (Site.written() > 0 && type->isVoidType())
      return changed(In.appended(Site, 0));
    Value value = In.load(Site.self);
    if (value.isUnknown())
      value = receiver();
    bool isObject = type->isReferenceType() || type->isPointerType();
    return {value, isObject && Site.self.root ? std::optional(Site.self) : std::nullopt};
  }

  /// std::move(text).
  std::optional<Outcome> handedOn() {
    if (First >= Site.arguments.size())
      return std::nullopt;
    const Argument &argument = Site.arguments[First];
    if (argument.value.isUnknown() && stripped(argument.expression)->getType()->isAnyCharacterType()) // tolower(c)
      return Outcome{In.formatted(argument.value, stripped(argument.expression)), std::nullopt};
    return Outcome{argument.value, argument.place.root ? std::optional(argument.place) : std::nullopt};
  }

  std::optional<Outcome> concatenated() {
    if (Rule.output < 0 && !In.isText(Site.callee->getReturnType())) // an iterator that is moved
      return std::nullopt;
    std::vector<facts::Text> parts;
    if (HasReceiver)
      parts.push_back(receiver());
    for (size_t i = First; i < Site.arguments.size(); ++i)
      if (!Site.arguments[i].isDefault)
        parts.push_back(In.formatted(Site.arguments[i].value, Site.arguments[i].expression));
    return given(facts::concat(std::move(parts)));
  }

  /// StrReplaceAll(text, {{old, new}, …}).
  std::optional<Outcome> replacedByPairs() {
    const Array *pairs = Site.arguments[1].value.array();
    facts::Text text = In.textOf(Site.arguments[0].value, Site.arguments[0].expression);
    for (const Value &element : pairs ? pairs->elements : std::vector<Value>()) {
      const Array *pair = element.array();
      const facts::Text old = pair && pair->elements.size() == 2 ? pair->elements[0].text() : nullptr;
      const facts::Text with = old ? pair->elements[1].text() : nullptr;
      if (!facts::asLiteral(old) || !with)
        return std::nullopt;
      text = everyReplaced(text, facts::asLiteral(old)->bytes, with);
    }
    return pairs ? std::optional(given(text)) : std::nullopt;
  }

  /// replace_all(text, old, new), in the text itself or a copy.
  std::optional<Outcome> replacedEverywhere() {
    auto textAt = [&](size_t index) {
      return In.textOf(Site.arguments[index].value, Site.arguments[index].expression);
    };
    if (!HasReceiver && Site.arguments.size() == 2)
      return replacedByPairs();
    if (HasReceiver || Site.written() != 3)
      return std::nullopt;
    const facts::Text old = textAt(1);
    const facts::Literal *bytes = facts::asLiteral(old);
    if (bytes && isPattern() && bytes->bytes.find_first_of("\\^$.|?*+()[]{}") != std::string::npos)
      return std::nullopt;
    return bytes ? std::optional(given(everyReplaced(textAt(0), bytes->bytes, textAt(2)))) : std::nullopt;
  }

  /// Whether what is replaced is told by a regular expression.
  bool isPattern() const {
    return !HasReceiver && Site.arguments.size() >= 3 && !In.isText(Site.arguments[1].expression->getType());
  }

  /// Nothing where only what a pattern matches is replaced.
  std::optional<Outcome> replaced() {
    if (std::optional<Outcome> outcome = replacedEverywhere())
      return *outcome;
    if (isPattern())
      return std::nullopt;
    if (facts::Text text = HasReceiver ? In.replaced(Site, receiver()) : nullptr)
      return changed(text);
    bool isKnown = HasReceiver && !facts::hasLiteral(receiver());
    facts::Text text =
        isKnown ? In.hole(Site.receiver, facts::HoleKind::Text) : unknown("a part of the text is replaced");
    return HasReceiver && Site.callee->getReturnType()->isReferenceType() ? changed(text) : given(text);
  }

  /// Nothing where it is a number that is made: boost::lexical_cast goes both ways.
  std::optional<Outcome> asText() {
    if (Rule.output < 0 && !In.isText(Site.callee->getReturnType()))
      return std::nullopt;
    if (First < Site.arguments.size())
      return given(In.formatted(Site.arguments[First].value, Site.arguments[First].expression));
    return given(HasReceiver ? In.formatted(In.load(Site.self), Site.receiver) : In.hole(Site.expression));
  }

  facts::Text escaped() {
    if (Rule.operation == TextOperation::EscapeLiteral)
      return In.hole(inputExpression(), facts::HoleKind::EscapedLiteral);
    return Rule.operation == TextOperation::EscapeString ? escapedString() : quotedName();
  }

  facts::Text escapedString() {
    facts::Text text = input();
    return text && needsNoEscape(text) ? text : In.hole(inputExpression(), facts::HoleKind::EscapedString);
  }

  /// A name that is known is known in quotes too, where no length cuts it.
  facts::Text quotedName() {
    const facts::Text quoted = In.hole(inputExpression(), facts::HoleKind::EscapedIdentifier);
    const bool isWhole = Site.arguments.size() == First + 1;
    return isWhole ? facts::quotedName(input(), std::get<facts::Hole>(quoted->value)) : quoted;
  }

  /// What is given where there is nothing to read; null where the call does not say.
  const Argument *fallback() const {
    const bool isGiven = Rule.fallback >= 0 && size_t(Rule.fallback) < Site.arguments.size();
    return isGiven && !Site.arguments[size_t(Rule.fallback)].isDefault ? &Site.arguments[size_t(Rule.fallback)]
                                                                       : nullptr;
  }

  /// Whether what is read is no text: a number, or an object of which nothing is known.
  bool readsOther() const {
    const clang::QualType type = Site.expression->getType().getNonReferenceType();
    const Argument *otherwise = fallback();
    return !In.isText(type) && !(type->isRecordType() && otherwise && otherwise->value.text());
  }

  /// What is taken out of a text that the program wrote there: of digits alone digits are left.
  facts::Text takenOut() {
    const bool isTaken = Rule.output > 0 && !Site.arguments.empty() && Site.arguments[0].place.root;
    const facts::Text whole = isTaken ? In.load(Site.arguments[0].place).text() : nullptr;
    return whole && isOfNumbers(whole) ? whole : nullptr;
  }

  facts::Text readOutside() {
    if (facts::Text taken = takenOut())
      return taken;
    const facts::Text read =
        Rule.source.empty() ? partRead() : In.hole(Site.expression, facts::HoleKind::Text, "read from " + Rule.source);
    const Argument *otherwise = fallback();
    return otherwise ? facts::choice("", {read, In.textOf(otherwise->value, otherwise->expression)}) : read;
  }

  /// A part of what was read elsewhere.
  facts::Text partRead() {
    const std::optional<Outcome> part = In.partReadOutside(Site);
    const facts::Text text = part ? part->value.text() : nullptr;
    return text ? text : In.hole(Site.expression, facts::HoleKind::Text);
  }

  facts::Text fileText() { return In.contentsOf(In.known(input()), *Site.expression); }

  std::optional<Outcome> appender() {
    const Argument *target = Site.arguments.empty() ? nullptr : &Site.arguments.front();
    if (target && target->value.pointer() && !In.isText(target->expression->getType())) // a copy of another one
      return Outcome{target->value, std::nullopt};
    return target && target->place.root ? std::optional(Outcome{Value(target->place), std::nullopt}) : std::nullopt;
  }

  /// A text of its own, or one that writes to a text that it is given: `QTextStream stream(&text)`.
  std::optional<Outcome> constructed() {
    if (Site.written() == 0)
      return Outcome{facts::literal(Rule.before), std::nullopt};
    const Expr *given = First < Site.arguments.size() ? Site.arguments[First].expression : nullptr;
    const Place *target = given && given->getType()->isPointerType() ? Site.arguments[First].value.pointer() : nullptr;
    if (target && In.isText(given->getType()->getPointeeType()))
      return Outcome{Value(*target), std::nullopt};
    return Outcome{bounded(added()), std::nullopt};
  }

  Outcome allocated() {
    const Argument *grown = Rule.input >= 0 && First < Site.arguments.size() ? &Site.arguments[First] : nullptr;
    const Place object = grown ? In.pointee(grown->value, grown->expression) : Place();
    if (object.root && Site.callee->getReturnType()->isVoidPointerType()) // the object that it was
      return {Value(object), std::nullopt};
    facts::Text copied = Rule.input >= 0 ? input() : nullptr;
    In.Now.values[Site.expression] = copied ? std::move(copied) : facts::literal("");
    In.Passing.insert(Site.expression);
    return {Value(Place{Site.expression, {}, false}), std::nullopt};
  }

  /// A date in a format that is written in the program: digits, and the program's own words.
  std::optional<Outcome> date() {
    const size_t format = size_t(Rule.format);
    const bool isWritten = format < Site.arguments.size() && facts::asLiteral(Site.arguments[format].value.text());
    if (!isWritten)
      return std::nullopt;
    return given(In.hole(Site.expression, facts::HoleKind::Number));
  }

  /// A number keeps where the text came from.
  std::optional<Outcome> number() {
    if (Rule.operation == TextOperation::FormatDate)
      return date();
    if (In.isText(Site.callee->getReturnType())) // the digits of one: of a spin box, of a numbered placeholder
      return given(In.hole(Site.expression, facts::HoleKind::Number));
    facts::Text text = input();
    auto *from = text ? std::get_if<facts::Hole>(&text->value) : nullptr;
    if (!from || from->origin.empty())
      return std::nullopt;
    facts::Hole number = In.holeOf(Site.expression, Site.callee->getReturnType());
    number.kind = facts::HoleKind::Number;
    number.origin = from->origin;
    In.noteMade(number, Site.expression);
    const text::Location &read = facts::madeAt(*from);
    if (auto row = In.Made.find({read.file, read.offset}); row != In.Made.end()) {
      facts::Operand &made = In.Made[{number.location.file, number.location.offset}];
      made.rows = row->second.rows;
      made.column = row->second.column;
      made.others = row->second.others;
    }
    return Outcome{facts::hole(std::move(number)), std::nullopt};
  }
};

std::optional<Outcome> Evaluator::textFunction(const rules::TextFunction &rule, CallSite &site) {
  return TextCall(*this, rule, site).outcome();
}

} // namespace pgtidy::extract
