// Formatting functions, joining of elements, parts of texts.
#include "evaluator.h"
#include "facts/format.h"
#include "texts.h"

#include "clang/AST/RecursiveASTVisitor.h"

namespace pgtidy::extract {

using namespace clang;

namespace {

/// The first string literal in an expression: in compile-time format strings it is inside a class or a lambda.
struct FirstLiteral : RecursiveASTVisitor<FirstLiteral> {
  const clang::StringLiteral *found = nullptr;
  bool shouldVisitLambdaBody() const { return true; }
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitStringLiteral(clang::StringLiteral *literal) {
    found = literal;
    return false;
  }
};

} // namespace

static const clang::StringLiteral *literalIn(const Expr *expression) {
  FirstLiteral visitor;
  if (expression)
    visitor.TraverseStmt(const_cast<Expr *>(expression));
  return visitor.found;
}

/// fmt::arg("name", value).
static const CallExpr *namedArgument(const Expr *expression) {
  if (!expression)
    return nullptr;
  auto *call = llvm::dyn_cast<CallExpr>(expression->IgnoreUnlessSpelledInSource());
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  bool isArgument =
      callee && callee->getDeclName().isIdentifier() && callee->getName() == "arg" && call->getNumArgs() == 2;
  return isArgument ? call : nullptr;
}

static bool isArgumentList(const Expr *expression) {
  if (!expression)
    return false;
  std::string type = expression->IgnoreParenImpCasts()->getType().getAsString();
  return llvm::StringRef(type).contains("va_list");
}

static facts::Text withPrecision(const facts::Text &text, std::optional<int64_t> precision) {
  const facts::Literal *literal = facts::asLiteral(text);
  return precision && literal && *precision >= 0 ? slice(*literal, 0, size_t(*precision)) : text;
}

static facts::FormatStyle styleOf(rules::TextOperation operation) {
  switch (operation) {
  case rules::TextOperation::FormatPrintf:
    return facts::FormatStyle::Printf;
  case rules::TextOperation::FormatBrace:
    return facts::FormatStyle::Brace;
  case rules::TextOperation::FormatDollar:
    return facts::FormatStyle::Dollar;
  default:
    return facts::FormatStyle::Percent;
  }
}

/// Whether a part of the format is what a caller, another unit or a member gives.
static bool isForOthers(const facts::Text &format) {
  return any(format, [](const facts::TextNode &node) {
    return std::holds_alternative<facts::Parameter>(node.value) || std::holds_alternative<facts::Symbol>(node.value) ||
           std::holds_alternative<facts::Result>(node.value) || std::holds_alternative<facts::Formatted>(node.value);
  });
}

/// A format that is known only when the program is put together.
facts::Text Evaluator::formatForOthers(const CallSite &site, facts::FormatStyle style, facts::Text format,
                                       size_t first) {
  facts::Formatted made;
  made.style = style;
  made.hole = holeOf(site.expression, site.expression->getType());
  made.texts.push_back(std::move(format));
  for (size_t i = first; i < site.arguments.size(); ++i) {
    const Argument &argument = site.arguments[i];
    if (argument.isDefault)
      break;
    const CallExpr *named = namedArgument(argument.expression);
    auto *name = named ? literalIn(named->getArg(0)) : nullptr;
    const Expr *value = name ? named->getArg(1) : argument.expression;
    if (style == facts::FormatStyle::Percent && made.texts.size() > 1) { // each value fills what the last one left
      made.texts = {facts::formatted(made)};
      made.names.clear();
    }
    made.texts.push_back(formatted(name ? evaluate(value) : argument.value, value));
    made.names.push_back(name && name->isOrdinary() ? name->getString().str() : "");
  }
  return facts::formatted(std::move(made));
}

facts::Text Evaluator::formatText(const rules::TextFunction &rule, const CallSite &site) {
  bool isReceiver = rule.format == -1;
  if (!isReceiver && size_t(rule.format) >= site.arguments.size())
    return unknown();
  facts::Text text;
  if (isReceiver) {
    text = textOf(load(site.self), site.receiver);
  } else {
    const Argument &argument = site.arguments[size_t(rule.format)];
    text = argument.value.text() || argument.value.pointer() ? textOf(argument.value, argument.expression) : nullptr;
    if (const clang::StringLiteral *literal = text ? nullptr : literalIn(argument.expression))
      text = evaluate(literal).text();
    if (!text)
      text = textOf(argument.value, argument.expression);
  }
  size_t first = isReceiver ? 0 : size_t(rule.format) + 1;
  // vsnprintf and kin: the values are those of the wrapper's call.
  bool isForwarded = Variadic && first + 1 == site.arguments.size() && isArgumentList(site.arguments[first].expression);
  auto argumentAt = [&](size_t index) -> const Argument * {
    if (isForwarded)
      return index < Variadic->size() ? &(*Variadic)[index] : nullptr;
    size_t position = first + index;
    return position < site.arguments.size() && !site.arguments[position].isDefault ? &site.arguments[position]
                                                                                   : nullptr;
  };
  auto byName = [&](const std::string &name) -> std::optional<facts::Text> {
    for (size_t i = first; i < site.arguments.size(); ++i)
      if (const CallExpr *named = namedArgument(site.arguments[i].expression))
        if (auto *literal = literalIn(named->getArg(0));
            literal && literal->isOrdinary() && literal->getString() == name)
          return formatted(evaluate(named->getArg(1)), named->getArg(1));
    return std::nullopt;
  };
  auto value = [&](const facts::Marker &marker, unsigned &position) -> facts::Text {
    if (!marker.name.empty())
      return byName(marker.name).value_or(unknown());
    if (marker.takesWidth)
      ++position;
    std::optional<int64_t> precision;
    if (marker.precision)
      precision = *marker.precision;
    if (marker.takesPrecision)
      if (const Argument *length = argumentAt(position++))
        precision = constant(length->value);
    const Argument *argument = argumentAt(marker.index ? *marker.index : position++);
    if (!argument)
      return unknown();
    if (marker.conversion == 's')
      return withPrecision(textOf(argument->value, argument->expression), precision);
    if (marker.conversion == 'c') {
      std::optional<int64_t> code = constant(argument->value);
      return code ? characterText(argument->expression, *code) : hole(argument->expression, facts::HoleKind::Text);
    }
    if (marker.conversion &&
        !(marker.isPlain && (marker.conversion == 'd' || marker.conversion == 'i' || marker.conversion == 'u')))
      return hole(argument->expression, facts::HoleKind::Number);
    facts::Text written = formatted(argument->value, argument->expression);
    return marker.conversion && !written ? hole(argument->expression, facts::HoleKind::Number) : written;
  };
  unsigned position = 0;
  facts::FormatStyle style = styleOf(rule.operation);
  facts::FindMarker find = facts::markersOf(style);
  bool isFilledInPart = style == facts::FormatStyle::Percent && facts::hasLiteral(text);
  if (isForOthers(text) && !isForwarded && !isFilledInPart)
    return bounded(formatForOthers(site, style, text, first));
  if (find != facts::percentMarker)
    return bounded(facts::format(text, find, position, value));
  // QString::arg: each call fills the lowest number that is left.
  for (size_t i = 0; argumentAt(i) && argumentAt(i)->expression; ++i) {
    unsigned lowest = UINT32_MAX;
    auto look = [&](const facts::Marker &marker, unsigned &) {
      lowest = std::min(lowest, *marker.index);
      return facts::literal("");
    };
    facts::format(text, find, position, look);
    auto fill = [&](const facts::Marker &marker, unsigned &) {
      return *marker.index == lowest ? formatted(argumentAt(i)->value, argumentAt(i)->expression)
                                     : facts::literal("%" + std::to_string(*marker.index + 1));
    };
    text = facts::format(text, find, position, fill);
    if (!isReceiver || i > 8)
      break;
  }
  return bounded(text);
}

facts::Text Evaluator::elementsText(const Array &array, const facts::Text &separator, const Expr *expression) {
  std::vector<facts::Text> parts;
  for (size_t i = 0; i < array.elements.size(); ++i) {
    std::vector<facts::Text> next;
    if (i > 0)
      next.push_back(separator);
    next.push_back(formatted(array.elements[i], expression));
    facts::Text element = facts::concat(std::move(next));
    if (i >= array.repeatedFrom) {
      facts::Text again = i > 0 ? element : facts::concat({separator, element});
      parts.push_back(i > 0 ? facts::repeat(again) : facts::concat({element, facts::repeat(again)}));
    } else {
      parts.push_back(element);
    }
  }
  return bounded(facts::concat(std::move(parts)));
}

/// The elements of a container, or of each that it may be; nothing where they are not known.
std::optional<facts::Text> Evaluator::knownElements(const Value &elements, const facts::Text &separator,
                                                    const Expr *expression) {
  if (const Array *array = elements.array())
    return elementsText(*array, separator, expression);
  const Alternatives *either = elements.alternatives();
  if (!either)
    return std::nullopt;
  std::vector<facts::Text> branches;
  for (const Value &branch : either->branches) {
    std::optional<facts::Text> text = branch.isNull() ? facts::Text() : knownElements(branch, separator, expression);
    if (!text)
      return std::nullopt;
    branches.push_back(*text);
  }
  return bounded(factoredChoice(either->condition, std::move(branches)));
}

/// Joined numbers are no danger, whatever holds them.
static facts::HoleKind elementKind(const Expr *expression) {
  auto *record = expression ? expression->getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
  auto *holder = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(record);
  if (!holder || holder->getTemplateArgs().size() == 0 ||
      holder->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return facts::HoleKind::Text;
  QualType element = holder->getTemplateArgs()[0].getAsType();
  return element->isArithmeticType() && !element->isAnyCharacterType() ? facts::HoleKind::Number
                                                                       : facts::HoleKind::Text;
}

facts::Text Evaluator::joinedElements(const CallSite &site, const rules::TextFunction &rule) {
  Value elements;
  const Expr *expression = site.receiver;
  facts::Text separator = facts::literal("");
  if (rule.input == -1)
    elements = load(site.self);
  for (size_t i = 0; i < site.arguments.size(); ++i) {
    const Argument &argument = site.arguments[i];
    if (int32_t(i) == rule.input) {
      elements = argument.value;
      expression = argument.expression;
    } else if (argument.value.text()) {
      separator = argument.value.text();
    }
  }
  if (std::optional<facts::Text> text = knownElements(elements, separator, expression))
    return *text;
  // What the elements are is not known: one, and perhaps more, each after a separator.
  facts::Text element = hole(expression, elementKind(expression));
  return facts::concat({element, facts::repeat(facts::concat({separator, element}))});
}

} // namespace pgtidy::extract
