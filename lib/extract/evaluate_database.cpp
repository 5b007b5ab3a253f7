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

void Evaluator::database(const rules::DatabaseFunction &rule, CallSite &site) {
  if (!isRecording() || Continued.count(site.expression))
    return;
  facts::Call fact;
  fact.library = rule.library;
  fact.function = rule.name;
  fact.action = rule.action;
  fact.placeholders = rule.placeholders;
  fact.dialect = rule.dialect;
  fact.returnsRows = rule.returnsRows;
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
        if (!elements(bound.value).empty())
          for (const Value &element : elements(bound.value))
            fact.values.push_back(known(formatted(element, bound.expression)));
        else
          fact.values.push_back(known(formatted(bound.value, bound.expression)));
      }
      break;
    case rules::Role::ValueArray:
      for (const Value &element : elementsAt(argument.position))
        fact.values.push_back(known(formatted(element, valueAt(argument.position).second)));
      break;
    case rules::Role::Ignored:
      break;
    }
  }
  if (!fact.sql && sendsText(rule)) // an argument that is left out
    return;
  fact.sql = cut(fact.sql, length);
  for (size_t i = 0; i < keywords.size() && i < values.size(); ++i)
    if (const facts::Literal *keyword = facts::asLiteral(keywords[i].text()))
      if (facts::Text text = known(textOf(values[i], nullptr)))
        fact.settings.push_back({keyword->bytes, text});
  if (const facts::Literal *name = facts::asLiteral(keyword); name && keywordValue)
    fact.settings.push_back({name->bytes, keywordValue});
  Facts.call(std::move(fact));
}

} // namespace pgtidy::extract
