// Calls that reach the database.
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

/// An array of texts, element by element; empty when it is not known.
static std::vector<Value> elements(const Value &value) {
  const Array *array = value.array();
  return array && array->repeatedFrom == SIZE_MAX ? array->elements : std::vector<Value>();
}

static facts::Text cut(const facts::Text &text, std::optional<int64_t> length) {
  const facts::Literal *literal = facts::asLiteral(text);
  if (!literal || !length || *length < 0)
    return text;
  return slice(*literal, 0, size_t(*length));
}

/// The object of `callee` begins a statement that `callee` goes on with (`session << "…" << table`): what makes the
/// object does not send it.
void Evaluator::noteContinued(const FunctionDecl *callee, unsigned written, const Expr *receiver) {
  const rules::DatabaseFunction *rule = callee ? Match.database(*callee, written) : nullptr;
  if (rule && llvm::any_of(rule->arguments, [](const rules::Argument &argument) {
        return argument.position == -1 && argument.role == rules::Role::Sql;
      }))
    Continued.insert(receiver->IgnoreImplicit()->IgnoreParens()->IgnoreImplicit());
}

static bool sendsText(const rules::DatabaseFunction &rule) {
  bool isSent = rule.action == facts::Action::Execute || rule.action == facts::Action::Prepare;
  return isSent && llvm::any_of(rule.arguments, [](const rules::Argument &argument) {
           return argument.role == rules::Role::Sql || argument.role == rules::Role::SqlOrName;
         });
}

/// Records the call. Where functions are evaluated for a caller's sake only, what it gives is of interest nevertheless.
Value Evaluator::database(const rules::DatabaseFunction &rule, CallSite &site) {
  bool givesRows = rule.gives != rules::RowsPart::Nothing && Muted == 0 && Now.reachable;
  if ((!isRecording() && !givesRows) || Continued.count(site.expression))
    return {};
  std::optional<facts::Call> fact = databaseCall(rule, site);
  if (!fact || isOnlyOfInstances(fact->sql))
    return {};
  if (isRecording())
    Facts.call(*fact);
  Value given = givesRows ? rowsOf(rule, site, *fact) : Value();
  callBack(rule, site, given);
  for (const rules::Argument &argument : rule.arguments)
    if (argument.role == rules::Role::Values && argument.position >= 0) // bound, whatever the reference: not changed
      for (size_t i = size_t(argument.position); i < site.arguments.size(); ++i)
        site.arguments[i].place = {};
  return given;
}

/// Runs the lambdas that get what the statement gave.
void Evaluator::callBack(const rules::DatabaseFunction &rule, CallSite &site, const Value &given) {
  for (const rules::Argument &argument : rule.arguments) {
    if (argument.role != rules::Role::Callback || size_t(argument.position) >= site.arguments.size())
      continue;
    Value &handler = site.arguments[size_t(argument.position)].value;
    const Closure *closure = handler.closure();
    if (!closure || !closure->isHome)
      continue;
    State before = Now;
    std::vector<Argument> arguments(closure->lambda->getCallOperator()->getNumParams());
    if (!arguments.empty())
      arguments.front().value = given;
    callClosure(*closure, std::move(arguments), nullptr);
    Now = joined(before, Now);
    handler = Value();
  }
}

/// The expressions that a list in braces, or in the parentheses of a constructor, was written with.
static llvm::SmallVector<const Expr *, 6> writtenElements(const Expr *expression) {
  llvm::SmallVector<const Expr *, 6> elements;
  expression = expression ? expression->IgnoreUnlessSpelledInSource() : nullptr;
  if (auto *list = llvm::dyn_cast_or_null<InitListExpr>(expression))
    elements.append(list->inits().begin(), list->inits().end());
  else if (auto *made = llvm::dyn_cast_or_null<CXXConstructExpr>(expression))
    for (const Expr *argument : made->arguments())
      if (!llvm::isa<CXXDefaultArgExpr>(argument))
        elements.push_back(argument);
  return elements;
}

std::optional<facts::Call> Evaluator::databaseCall(const rules::DatabaseFunction &rule, CallSite &site) {
  facts::Call fact;
  facts::Situation situation;
  fact.library = rule.library;
  fact.function = rule.name;
  fact.action = rule.action;
  fact.placeholders = rule.placeholders;
  fact.dialect = rule.dialect;
  fact.returnsRows = rule.returnsRows;
  fact.waits = rule.waits;
  fact.location = Where.use(site.name);
  fact.enclosing = Key;
  std::vector<Value> keywords, values;
  facts::Text keyword, keywordValue;
  std::optional<int64_t> length;
  auto valueAt = [&](int32_t position) -> std::pair<Value, const Expr *> {
    if (position == -1)
      return {load(site.self), site.receiver};
    if (size_t(position) >= site.arguments.size() || site.arguments[size_t(position)].isDefault)
      return {Null{}, nullptr};
    const Argument &argument = site.arguments[size_t(position)];
    return {argument.value, argument.expression};
  };
  auto textAt = [&](int32_t position) {
    auto [value, expression] = valueAt(position);
    return known(textOf(value, expression));
  };
  // A driver that is not named by text is an object of a class of its own.
  auto driverAt = [&](int32_t position) {
    auto [value, expression] = valueAt(position);
    const CXXRecordDecl *record =
        expression ? expression->getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
    bool isNamed = value.text() || !record || isText(expression->getType());
    return isNamed ? textAt(position) : facts::literal(qualifiedName(*record));
  };
  auto elementsAt = [&](int32_t position) {
    Value value = valueAt(position).first;
    if (const Place *array = value.pointer())
      value = load(*array);
    return elements(value);
  };
  for (const rules::Argument &argument : rule.arguments) {
    switch (argument.role) {
    case rules::Role::Sql:
      fact.sql = fact.sql ? facts::concat({fact.sql, textAt(argument.position)}) : textAt(argument.position);
      break;
    case rules::Role::SqlOrName:
      fact.sql = fact.name = textAt(argument.position);
      break;
    case rules::Role::SqlLength:
      length = constant(valueAt(argument.position).first);
      break;
    case rules::Role::Name:
      fact.name = textAt(argument.position);
      break;
    case rules::Role::Table:
      fact.table = textAt(argument.position);
      break;
    case rules::Role::Connection:
      fact.connection = textAt(argument.position);
      break;
    case rules::Role::ConnectionList:
      fact.connection = textAt(argument.position);
      fact.connectionForm = facts::ConnectionForm::List;
      break;
    case rules::Role::Driver:
      fact.driver = driverAt(argument.position);
      break;
    case rules::Role::Setting:
      if (facts::Text text = textAt(argument.position))
        fact.settings.push_back({argument.keyword, text});
      break;
    case rules::Role::Keywords:
      keywords = elementsAt(argument.position);
      break;
    case rules::Role::KeywordValues:
      values = elementsAt(argument.position);
      break;
    case rules::Role::Keyword:
      keyword = textAt(argument.position);
      break;
    case rules::Role::KeywordValue:
      keywordValue = textAt(argument.position);
      break;
    case rules::Role::Values:
      for (size_t i = size_t(std::max(argument.position, 0)); i < site.arguments.size(); ++i) {
        const Argument &bound = site.arguments[i];
        if (bound.isDefault)
          continue;
        std::vector<Value> several = elements(bound.value);
        if (several.empty()) {
          fact.values.push_back(known(formatted(bound.value, bound.expression)));
          situation.operands.push_back(operand(bound.expression, bound.value));
          continue;
        }
        auto written = writtenElements(bound.expression);
        for (size_t at = 0; at < several.size(); ++at) {
          fact.values.push_back(known(formatted(several[at], bound.expression)));
          situation.operands.push_back(operand(written.size() == several.size() ? written[at] : nullptr, several[at]));
        }
      }
      break;
    case rules::Role::ValueArray:
      for (const Value &element : elementsAt(argument.position)) {
        fact.values.push_back(known(formatted(element, valueAt(argument.position).second)));
        situation.operands.push_back(operand(nullptr, element));
      }
      break;
    case rules::Role::Callback:
    case rules::Role::Ignored:
      break;
    }
  }
  if (!fact.sql && sendsText(rule)) // an argument that is left out
    return std::nullopt;
  fact.sql = cut(fact.sql, length);
  if (!rule.statement.empty()) {
    fact.sql = known(mapped(rule.statement, site));
    fact.isComposed = true;
  }
  for (size_t i = 0; i < keywords.size() && i < values.size(); ++i)
    if (const facts::Literal *keyword = facts::asLiteral(keywords[i].text()))
      if (facts::Text text = known(textOf(values[i], nullptr)))
        fact.settings.push_back({keyword->bytes, text});
  if (const facts::Literal *name = facts::asLiteral(keyword); name && keywordValue)
    fact.settings.push_back({name->bytes, keywordValue});
  situation.inserted = operandsIn(fact.sql);
  situation.checks = certainties(Now);
  fact.situations.push_back(std::move(situation));
  return fact;
}

} // namespace pgtidy::extract
