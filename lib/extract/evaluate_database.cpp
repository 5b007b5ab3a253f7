// Calls that reach the database.
#include "evaluator.h"
#include "texts.h"
#include "written_elements.h"

#include "facts/setting.h"

namespace pgtidy::extract {

using namespace clang;

/// An array of texts, element by element; empty when it is not known.
static std::vector<Value> elements(const Value &value) {
  const Array *array = value.array();
  return array && array->repeatedFrom == SIZE_MAX ? array->elements : std::vector<Value>();
}

/// The declaration that names the driver whose object an expression is: the object's class, or the function that gives
/// an object of an abstract class. Of a reference, it is that of the object that it was bound to.
static const NamedDecl *driverBehind(const Expr *expression) {
  const Expr *named = expression->IgnoreParenImpCasts();
  if (auto *reference = llvm::dyn_cast<DeclRefExpr>(named))
    if (auto *variable = llvm::dyn_cast<VarDecl>(reference->getDecl()))
      if (const Expr *bound = variable->getAnyInitializer(); bound && variable->getType()->isReferenceType())
        named = bound->IgnoreParenImpCasts();
  const CXXRecordDecl *record = named->getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition() || !record->isAbstract())
    return record;
  if (auto *pointed = llvm::dyn_cast<UnaryOperator>(named); pointed && pointed->getOpcode() == UO_Deref)
    named = pointed->getSubExpr()->IgnoreParenImpCasts();
  auto *made = llvm::dyn_cast<CallExpr>(named);
  const FunctionDecl *maker = made ? made->getDirectCallee() : nullptr;
  return maker && maker->getDeclName().isIdentifier() ? static_cast<const NamedDecl *>(maker) : record;
}

static facts::Text cut(const facts::Text &text, std::optional<int64_t> length) {
  const facts::Literal *literal = facts::asLiteral(text);
  if (!literal || !length || *length < 0)
    return text;
  return slice(*literal, 0, size_t(*length));
}

/// The object behind those calls that only hand it on: `(session << "…", use(x))`.
static const Expr *handedOnBy(const Expr *object, Matcher &match) {
  auto *call = llvm::dyn_cast<CXXOperatorCallExpr>(object);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  const rules::TextFunction *rule = llvm::isa_and_nonnull<CXXMethodDecl>(callee) ? match.text(*callee, 1) : nullptr;
  const bool handsOn = rule && rule->operation == rules::TextOperation::Identity && rule->input == -1;
  return handsOn ? call->getArg(0) : nullptr;
}

/// The object of `callee` begins a statement that `callee` goes on with (`session << "…" << table`): what makes the
/// object does not send it.
void Evaluator::noteContinued(const FunctionDecl *callee, unsigned written, const Expr *receiver) {
  const rules::DatabaseFunction *rule = callee ? Match.database(*callee, written) : nullptr;
  bool goesOn = rule && llvm::any_of(rule->arguments, [](const rules::Argument &argument) {
                  return argument.position == -1 && argument.role == rules::Role::Sql;
                });
  if (const rules::StatementFunction *step = callee && !goesOn ? Match.statement(*callee, written) : nullptr)
    goesOn = step->step == rules::StatementStep::BindNext;
  for (const Expr *object = goesOn ? receiver : nullptr; object; object = handedOnBy(object, Match)) {
    object = object->IgnoreImplicit()->IgnoreParens()->IgnoreImplicit();
    Continued.insert(object);
  }
}

/// The object that a constructor makes goes on with a statement that another one began, and keeps it.
void Evaluator::noteContinued(const CXXConstructorDecl &constructor, llvm::ArrayRef<const Expr *> written) {
  const rules::DatabaseFunction *rule = Match.database(constructor, unsigned(written.size()));
  if (!rule || rule->kept != rules::Keeper::Object)
    return;
  for (const rules::Argument &argument : rule->arguments)
    if (argument.role == rules::Role::Sql && argument.position >= 0 && size_t(argument.position) < written.size())
      Continued.insert(written[size_t(argument.position)]->IgnoreImplicit()->IgnoreParens()->IgnoreImplicit());
}

static bool sendsText(const rules::DatabaseFunction &rule) {
  bool isSent = rule.action == facts::Action::Execute || rule.action == facts::Action::Prepare;
  return isSent && llvm::any_of(rule.arguments, [](const rules::Argument &argument) {
           return argument.role == rules::Role::Sql || argument.role == rules::Role::SqlOrName;
         });
}

/// One call that reaches the database, put together from what its rule says of the arguments.
class Evaluator::DatabaseCall {
public:
  DatabaseCall(Evaluator &in, const rules::DatabaseFunction &rule, CallSite &site) : In(in), Rule(rule), Site(site) {
    Fact.library = rule.library;
    Fact.function = rule.name;
    Fact.action = rule.action;
    Fact.placeholders = rule.placeholders;
    Fact.dialect = rule.dialect;
    Fact.returnsRows = rule.returnsRows;
    Fact.waits = rule.waits;
    Fact.location = In.Where.use(site.name.isValid() ? site.name : site.expression->getBeginLoc()); // a conversion
    Fact.enclosing = In.Key;
  }

  /// Nothing where the argument with the statement is left out.
  std::optional<facts::Call> fact() {
    for (const rules::Argument &argument : Rule.arguments)
      take(argument);
    if (!Fact.sql && sendsText(Rule))
      return std::nullopt;
    Fact.sql = cut(Fact.sql, Length);
    if (Fact.sql && !Rule.before.empty())
      Fact.sql = facts::concat({facts::literal(Rule.before), Fact.sql});
    if (!Rule.statement.empty()) {
      Fact.sql = In.known(In.mapped(Rule.statement, Site));
      Fact.isComposed = true;
      if (!facts::hasLiteral(Fact.sql)) // of an object that others built: nothing is known
        return std::nullopt;
    }
    if ((!Fact.isComposed || In.takesRawText(Site)) && !In.isOfClassOfRows(Rule.raw))
      Fact.around = Rule.raw;
    pairSettings();
    if (Fact.action == facts::Action::Execute && !Rule.binds.empty())
      Fact.bindable = In.bindable(Rule, Site);
    Situation.inserted = In.operandsIn(Fact.sql);
    Situation.checks = In.certainties(In.Now);
    Fact.situations.push_back(std::move(Situation));
    return std::move(Fact);
  }

private:
  Evaluator &In;
  const rules::DatabaseFunction &Rule;
  CallSite &Site;
  facts::Call Fact;
  facts::Situation Situation;
  std::optional<int64_t> Length;
  std::vector<Value> Keywords, KeywordValues;
  facts::Text Keyword, KeywordValue;

  void take(const rules::Argument &argument) {
    int32_t position = argument.position;
    switch (argument.role) {
    case rules::Role::Sql:
      addStatement(position == -1 ? textOfObject() : textAt(position));
      break;
    case rules::Role::SqlOrName:
      Fact.sql = Fact.name = textAt(position);
      break;
    case rules::Role::SqlLength:
      Length = constant(valueAt(position).first);
      break;
    case rules::Role::Name:
      Fact.name = textAt(position);
      break;
    case rules::Role::Table:
      Fact.table = tableAt(position);
      break;
    case rules::Role::Connection:
      Fact.connection = textAt(position);
      break;
    case rules::Role::ConnectionList:
      Fact.connection = textAt(position);
      Fact.connectionForm = facts::ConnectionForm::List;
      break;
    case rules::Role::Driver:
      Fact.driver = driverAt(position);
      break;
    case rules::Role::Setting:
      noteSetting(argument.keyword, textAt(position));
      break;
    case rules::Role::Keywords:
      Keywords = elementsAt(position);
      break;
    case rules::Role::KeywordValues:
      KeywordValues = elementsAt(position);
      break;
    case rules::Role::Keyword:
      Keyword = textAt(position);
      break;
    case rules::Role::KeywordValue:
      KeywordValue = textAt(position);
      break;
    case rules::Role::Values:
      for (size_t i = size_t(std::max(position, 0)); i < Site.arguments.size(); ++i)
        if (!Site.arguments[i].isDefault)
          bind(Site.arguments[i]);
      break;
    case rules::Role::ValueArray:
      for (const Value &element : elementsAt(position))
        bind(element, valueAt(position).second, nullptr);
      break;
    case rules::Role::SettingsFile:
      takeEntries(textAt(position));
      break;
    case rules::Role::Callback:
    case rules::Role::Ignored:
      break;
    }
  }

  void addStatement(facts::Text text) {
    Fact.sql = Fact.sql && text ? facts::concat({Fact.sql, std::move(text)}) : std::move(text);
  }

  /// The statement that the object is, with what the call formats into it. An object of a class that is no text may be
  /// one that others filled: then nothing is known of it, and nothing is said.
  facts::Text textOfObject() {
    const rules::TextFunction *made = In.Match.text(*Site.callee, Site.written());
    if (made && made->operation == rules::TextOperation::FormatBoost)
      return In.known(In.formatText(*made, Site));
    const QualType type = Site.receiver->getType();
    const bool isText = In.isText(type->isPointerType() ? type->getPointeeType() : type);
    return isText ? textAt(-1) : In.known(In.load(Site.self).text());
  }

  /// A name, or its parts in braces: {"schema", "table"}.
  facts::Text tableAt(int32_t position) {
    const Expr *written = valueAt(position).second;
    while (written && !llvm::isa<InitListExpr>(written)) {
      const Expr *inner = written->IgnoreImplicit();
      if (auto *list = llvm::dyn_cast<CXXStdInitializerListExpr>(inner))
        inner = list->getSubExpr();
      else if (auto *made = llvm::dyn_cast<MaterializeTemporaryExpr>(inner))
        inner = made->getSubExpr();
      if (inner == written)
        return textAt(position);
      written = inner;
    }
    if (!written)
      return textAt(position);
    std::vector<facts::Text> parts;
    for (const Expr *part : llvm::cast<InitListExpr>(written)->inits()) {
      if (!parts.empty())
        parts.push_back(facts::literal("."));
      parts.push_back(In.textOf(In.evaluate(part), part));
    }
    return facts::concat(std::move(parts));
  }

  std::pair<Value, const Expr *> valueAt(int32_t position) {
    if (position == -1)
      return {In.load(Site.self), Site.receiver};
    if (size_t(position) >= Site.arguments.size() || Site.arguments[size_t(position)].isDefault)
      return {Null{}, nullptr};
    const Argument &argument = Site.arguments[size_t(position)];
    return {argument.value, argument.expression};
  }

  facts::Text textAt(int32_t position) {
    auto [value, expression] = valueAt(position);
    return In.known(In.textOf(value, expression));
  }

  /// A driver that is not named by text is an object of a class of its own.
  facts::Text driverAt(int32_t position) {
    auto [value, expression] = valueAt(position);
    const NamedDecl *driver = expression ? driverBehind(expression) : nullptr;
    bool isNamed = value.text() || !driver || In.isText(expression->getType());
    return isNamed ? textAt(position) : facts::literal(qualifiedName(*driver));
  }

  std::vector<Value> elementsAt(int32_t position) {
    Value value = valueAt(position).first;
    if (const Place *array = value.pointer())
      value = In.load(*array);
    return elements(value);
  }

  /// `value` is bound: made in `written`, and which value it is says `from`.
  void bind(const Value &value, const Expr *written, const Expr *from) {
    In.noteHandedOn(value);
    Fact.values.push_back(In.known(In.formatted(value, written)));
    Situation.operands.push_back(In.operand(from, value));
  }

  /// The value alone of which an object of a library was made, and which it holds: `params{id}`. Else the expression.
  const Expr *heldBy(const Expr *expression, llvm::ArrayRef<const Expr *> written) {
    const CXXRecordDecl *made = expression ? expression->getType()->getAsCXXRecordDecl() : nullptr;
    const bool holds = made && written.size() == 1 && !In.isProgram(*made) && !In.isText(expression->getType());
    return holds ? written.front() : expression;
  }

  /// An argument is bound, or each element of it.
  void bind(const Argument &argument) {
    std::vector<Value> several = elements(argument.value);
    auto written = writtenElements(argument.expression);
    if (several.empty())
      return bind(argument.value, argument.expression, heldBy(argument.expression, written));
    for (size_t at = 0; at < several.size(); ++at)
      bind(several[at], argument.expression, written.size() == several.size() ? written[at] : nullptr);
  }

  /// What the library reads from its file of settings.
  void takeEntries(const facts::Text &path) {
    if (!path || std::holds_alternative<facts::Hole>(path->value))
      return;
    const facts::Text settings =
        facts::settingsIn(In.contentsOf(path, *Site.expression), In.readFromFile(*Site.expression));
    for (const auto &[keyword, entry] : Rule.entries) {
      const facts::Text value =
          facts::settingIn(settings, namesIn(facts::literal(entry), "."), In.readFromFile(*Site.expression));
      if (keyword == "driver")
        Fact.driver = value;
      else
        noteSetting(keyword, value);
    }
  }

  void noteSetting(const std::string &keyword, const facts::Text &value) {
    if (value)
      Fact.settings.push_back({keyword, value});
  }

  /// Settings whose keywords are arguments as well.
  void pairSettings() {
    for (size_t i = 0; i < Keywords.size() && i < KeywordValues.size(); ++i)
      if (const facts::Literal *keyword = facts::asLiteral(Keywords[i].text()))
        noteSetting(keyword->bytes, In.known(In.textOf(KeywordValues[i], nullptr)));
    if (const facts::Literal *keyword = facts::asLiteral(Keyword))
      noteSetting(keyword->bytes, KeywordValue);
  }
};

/// Notes how a caller comes to the call of its helper, where we are in one.
void Evaluator::reachedInHelper(const text::Location &call, facts::Situation situation) {
  if (!isInHelper())
    return;
  for (const facts::Hop &hop : Inside)
    situation.way.push_back(hop.location);
  HelperCalls.reached(*Top->function, call, *Evaluated, std::move(situation));
}

/// Notes what is sent here, or in a method that is evaluated for its caller.
void Evaluator::record(const facts::Call &call) {
  if (isRecording())
    Facts.call(call);
  else if (InKnown > 0 && Muted == 0 && Now.reachable && !InPattern)
    noteSent(call);
  if (!call.situations.empty())
    reachedInHelper(call.location, call.situations.front());
}

/// What is bound is not changed, whatever the reference.
static void leaveBound(const rules::DatabaseFunction &rule, CallSite &site) {
  for (const rules::Argument &argument : rule.arguments)
    if (argument.role == rules::Role::Values && argument.position >= 0)
      for (size_t i = size_t(argument.position); i < site.arguments.size(); ++i)
        site.arguments[i].place = {};
}

/// Records the call. Where functions are evaluated for a caller's sake only, what it gives is of interest nevertheless.
Value Evaluator::database(const rules::DatabaseFunction &rule, CallSite &site) {
  leaveBound(rule, site);
  const bool isKept = rule.kept != rules::Keeper::Nobody;
  bool givesRows = (rule.gives != rules::RowsPart::Nothing || isKept) && Muted == 0 && Now.reachable;
  bool isSentForCaller = InKnown > 0 && Muted == 0 && Now.reachable && !InPattern;
  if ((!isRecording() && !givesRows && !isSentForCaller && !isInHelper()) ||
      (Continued.count(site.expression) && !isKept))
    return {};
  std::optional<facts::Call> fact = DatabaseCall(*this, rule, site).fact();
  if (!fact || isOnlyOfInstances(fact->sql))
    return {};
  if (isKept)
    return keptBy(rule, site, std::move(*fact));
  record(*fact);
  if (llvm::StringRef(rule.statement).contains("{self|}")) // what the object was told of the order is done with
    store(site.self, Value());
  Value given = givesRows ? rowsOf(rule, site, *fact) : Value();
  callBack(rule, site, given);
  if (const auto filled = static_cast<size_t>(rule.fills); rule.fills >= 0 && filled < site.arguments.size()) {
    Argument &row = site.arguments[filled];
    const bool isElsewhere = !row.place.root && row.expression && row.expression->isGLValue(); // `*order`
    store(row.value.pointer() ? *row.value.pointer() : isElsewhere ? place(row.expression) : row.place, given);
    row.place = {}; // which is all that the call leaves there
  }
  return given;
}

/// Notes what is sent of an object that the function at hand knows.
void Evaluator::noteSent(const facts::Call &call) {
  if (!call.sql || !facts::hasLiteral(call.sql))
    return;
  facts::Sent sent{call.location, Inside, call.sql, Key, IsWhole};
  for (facts::Hop &hop : sent.way)
    if (hop.callee.empty())
      hop.callee = Key;
  Facts.sent(std::move(sent));
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
    if (const Rows *rows = given.rows(); rows && rows->part != Rows::Part::All && rows->part != Rows::Part::Count)
      certain({check(facts::Check::Kind::HasRows, *rows, site.expression)});
    std::vector<Argument> arguments(closure->lambda->getCallOperator()->getNumParams());
    if (!arguments.empty())
      arguments.front().value = given;
    callClosure(*closure, arguments);
    Now = joined(before, Now);
    handler = Value();
  }
}

} // namespace pgtidy::extract
