// Formatting functions.
#include "evaluator.h"
#include "facts/format.h"
#include "texts.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"

namespace pgtidy::extract {

using namespace clang;

namespace {

/// The first string literal in an expression: in compile-time format strings it is inside a class or a lambda.
struct FirstLiteral : RecursiveASTVisitor<FirstLiteral> {
  explicit FirstLiteral(bool onlyInLambdas) : OnlyInLambdas(onlyInLambdas) {}
  const clang::StringLiteral *found = nullptr;
  bool shouldVisitLambdaBody() const { return true; }
  bool shouldVisitImplicitCode() const { return true; }
  bool TraverseLambdaExpr(LambdaExpr *lambda) {
    ++Lambdas;
    const bool goesOn = RecursiveASTVisitor::TraverseLambdaExpr(lambda);
    --Lambdas;
    return goesOn;
  }
  bool VisitStringLiteral(clang::StringLiteral *literal) {
    if (OnlyInLambdas && Lambdas == 0)
      return true;
    found = literal;
    return false;
  }

private:
  bool OnlyInLambdas;
  unsigned Lambdas = 0; ///< that are being looked into
};

} // namespace

/// `onlyInLambdas`: that of FMT_STRING("…"), a lambda that is called on the spot, and not one beside it.
static const clang::StringLiteral *literalIn(const Expr *expression, bool onlyInLambdas = false) {
  FirstLiteral visitor(onlyInLambdas);
  if (expression)
    visitor.TraverseStmt(const_cast<Expr *>(expression));
  return visitor.found;
}

namespace {

/// A value that a format names.
struct NamedValue {
  std::string name;
  const Expr *value;
};

} // namespace

/// fmt::arg("name", value), or `"name"_a = value`.
static std::optional<NamedValue> namedValue(const Expr *expression, const ASTContext &context) {
  auto *call = expression ? llvm::dyn_cast<CallExpr>(expression->IgnoreUnlessSpelledInSource()) : nullptr;
  if (!call || call->getNumArgs() != 2)
    return std::nullopt;
  if (auto *assignment = llvm::dyn_cast<CXXOperatorCallExpr>(call)) {
    auto *name = llvm::dyn_cast<UserDefinedLiteral>(call->getArg(0)->IgnoreUnlessSpelledInSource());
    if (assignment->getOperator() != OO_Equal || !name)
      return std::nullopt;
    const SourceManager &sources = context.getSourceManager();
    llvm::StringRef token = Lexer::getSourceText(
        CharSourceRange::getTokenRange(sources.getSpellingLoc(name->getBeginLoc())), sources, context.getLangOpts());
    token = token.drop_front(std::min(token.find('"') + 1, token.size()));
    return NamedValue{token.take_until([](char c) { return c == '"'; }).str(), call->getArg(1)};
  }
  const FunctionDecl *callee = call->getDirectCallee();
  const bool isArgument = callee && callee->getDeclName().isIdentifier() && callee->getName() == "arg";
  const clang::StringLiteral *name = isArgument ? literalIn(call->getArg(0)) : nullptr;
  return name && name->isOrdinary() ? std::optional(NamedValue{name->getString().str(), call->getArg(1)})
                                    : std::nullopt;
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
  case rules::TextOperation::FormatBoost:
    return facts::FormatStyle::Boost;
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

static bool isLeftToOthers(const facts::Text &format) {
  return any(format, [](const facts::TextNode &node) { return std::holds_alternative<facts::Formatted>(node.value); });
}

/// A call that formats: its format, and the values that stand for the markers in it.
class Evaluator::FormatCall {
public:
  FormatCall(Evaluator &in, const rules::TextFunction &rule, const CallSite &site)
      : In(in), Site(site), Style(styleOf(rule.operation)),
        Format(rule.format == -1 ? nullptr : &site.arguments[size_t(rule.format)]),
        First(Format ? size_t(rule.format) + 1 : 0), IsForwarded(in.Variadic && First + 1 == site.arguments.size() &&
                                                                 isArgumentList(site.arguments[First].expression)) {}

  facts::Text text() {
    facts::Text text = format();
    // Words that fill a format which others give are none of it.
    bool isFilledInPart = facts::isFilledInTurn(Style) && facts::hasLiteral(text) && !isLeftToOthers(text);
    if (isForOthers(text) && !IsForwarded && !isFilledInPart)
      return forOthers(std::move(text));
    return facts::isFilledInTurn(Style) ? filledInTurn(std::move(text)) : filled(text);
  }

private:
  Evaluator &In;
  const CallSite &Site;
  facts::FormatStyle Style;
  const Argument *Format; ///< null: the receiver is the format
  size_t First;           ///< of the values
  bool IsForwarded;       ///< vsnprintf and kin: the values are those of the wrapper's call

  facts::Text format() {
    if (!Format)
      return In.textOf(In.load(Site.self), Site.receiver);
    facts::Text text;
    if (Format->value.text() || Format->value.pointer())
      text = In.textOf(Format->value, Format->expression);
    const bool isKnown = text && !std::holds_alternative<facts::Hole>(text->value);
    if (const clang::StringLiteral *literal =
            isKnown ? nullptr : literalIn(Format->expression, /*onlyInLambdas=*/text != nullptr))
      text = In.evaluate(literal).text();
    return text ? text : In.textOf(Format->value, Format->expression);
  }

  const Argument *argumentAt(size_t index) const {
    if (IsForwarded)
      return index < In.Variadic->size() ? &(*In.Variadic)[index] : nullptr;
    size_t position = First + index;
    return position < Site.arguments.size() && !Site.arguments[position].isDefault ? &Site.arguments[position]
                                                                                   : nullptr;
  }

  /// A format that is known only when the program is put together.
  facts::Text forOthers(facts::Text format) {
    facts::Formatted made;
    made.style = Style;
    made.hole = In.holeOf(Site.expression, Site.expression->getType());
    made.texts.push_back(std::move(format));
    for (size_t i = First; i < Site.arguments.size(); ++i) {
      const Argument &argument = Site.arguments[i];
      if (argument.isDefault)
        break;
      const std::optional<NamedValue> named = namedValue(argument.expression, In.Context);
      const Expr *value = named ? named->value : argument.expression;
      if (facts::isFilledInTurn(Style) && made.texts.size() > 1) { // each value fills what the last one left
        made.texts = {facts::formatted(made)};
        made.names.clear();
      }
      made.texts.push_back(In.formatted(named ? In.evaluate(value) : argument.value, value));
      made.names.push_back(named ? named->name : "");
    }
    return facts::formatted(std::move(made));
  }

  facts::Text filled(const facts::Text &format) {
    unsigned first = 0;
    return facts::format(format, facts::markersOf(Style), first,
                         [&](const facts::Marker &marker, unsigned &position) { return value(marker, position); });
  }

  /// What stands for the marker; `position` is that of the next value.
  facts::Text value(const facts::Marker &marker, unsigned &position) {
    if (!marker.name.empty())
      return valueNamed(marker.name).value_or(unknown());
    if (marker.takesWidth)
      ++position;
    std::optional<int64_t> precision;
    if (marker.precision)
      precision = *marker.precision;
    if (marker.takesPrecision)
      if (const Argument *length = argumentAt(position++))
        precision = constant(length->value);
    const Argument *argument = argumentAt(marker.index ? *marker.index : position++);
    return argument ? converted(*argument, marker, precision) : unknown();
  }

  std::optional<facts::Text> valueNamed(const std::string &name) {
    for (size_t i = First; i < Site.arguments.size(); ++i)
      if (const std::optional<NamedValue> named = namedValue(Site.arguments[i].expression, In.Context);
          named && named->name == name)
        return In.formatted(In.evaluate(named->value), named->value);
    return std::nullopt;
  }

  /// What SQLite's formats escape: %Q gives a literal, %q what stands in the quotes of one, %w in those of a name.
  static std::optional<facts::HoleKind> escapedBy(char conversion) {
    switch (conversion) {
    case 'Q':
      return facts::HoleKind::EscapedLiteral;
    case 'q':
    case 'w':
      return facts::HoleKind::EscapedString;
    default:
      return std::nullopt;
    }
  }

  facts::Text converted(const Argument &argument, const facts::Marker &marker, std::optional<int64_t> precision) {
    if (std::optional<facts::HoleKind> escaped = escapedBy(marker.conversion))
      return In.hole(argument.expression, escaped);
    if (marker.conversion == 's' || marker.conversion == 'z')
      return withPrecision(In.textOf(argument.value, argument.expression), precision);
    if (marker.conversion == 'c') {
      std::optional<int64_t> code = constant(argument.value);
      return code ? In.characterText(argument.expression, *code) : In.hole(argument.expression, facts::HoleKind::Text);
    }
    if (marker.conversion &&
        !(marker.isPlain && (marker.conversion == 'd' || marker.conversion == 'i' || marker.conversion == 'u')))
      return In.hole(argument.expression, facts::HoleKind::Number);
    facts::Text written = In.formatted(argument.value, argument.expression);
    return marker.conversion && !written ? In.hole(argument.expression, facts::HoleKind::Number) : written;
  }

  /// QString::arg, boost::format's `%`: each value fills what the one before has left.
  facts::Text filledInTurn(facts::Text text) {
    for (size_t i = 0; argumentAt(i) && argumentAt(i)->expression; ++i) {
      const Argument &argument = *argumentAt(i);
      text = facts::filledNext(text, Style, [&](const facts::Marker &marker) {
        return marker.conversion == 'c' ? converted(argument, marker, std::nullopt)
                                        : In.formatted(argument.value, argument.expression);
      });
      if (Format || i > 8)
        break;
    }
    return text;
  }
};

facts::Text Evaluator::formatText(const rules::TextFunction &rule, const CallSite &site) {
  bool isGiven = rule.format == -1 || size_t(rule.format) < site.arguments.size();
  return isGiven ? bounded(FormatCall(*this, rule, site).text()) : unknown();
}

} // namespace pgtidy::extract
