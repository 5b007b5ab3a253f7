// Statements that objects keep: prepared in one call, bound to values in others, and sent in a third.
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;
using rules::StatementStep;

/// What one call says of the statement.
static std::shared_ptr<const facts::Call> shared(facts::Call call) {
  return std::make_shared<const facts::Call>(std::move(call));
}

/// Of a call that only prepares: what is bound and certain is known when it runs.
static facts::Call withoutRuns(facts::Call call) {
  if (call.action == facts::Action::Prepare)
    call.situations.clear();
  return call;
}

Kept Evaluator::keptBy(const CallSite &site, facts::Call call) {
  Kept kept;
  kept.values = call.values;
  kept.operands = call.situations.front().operands;
  kept.connection = site.self;
  if (!Continued.count(site.expression)) {
    kept.isRecorded = isRecording();
    record(withoutRuns(call));
    if (call.action != facts::Action::Prepare)
      kept.rows = lookupOf(call);
  }
  kept.call = shared(std::move(call));
  return kept;
}

/// The object keeps the statement from now on.
void Evaluator::keep(const Place &object, Kept kept) {
  if (!object.root || object.offset || !Now.reachable)
    return;
  auto known = Now.values.find(object.root);
  const Value before = known != Now.values.end() ? known->second : initial(object.root);
  Now.values[object.root] = stored(before, object, 0, std::move(kept));
}

/// What the call that sends a statement gives: whether that could be done.
static Value wasSent(const Kept &kept) { return kept.rows ? Value(Test{{}, {}, kept.rows}) : Value(); }

/// What a call that starts a statement, or goes on with it, gives.
Outcome Evaluator::keeps(const rules::DatabaseFunction &rule, CallSite &site, const Kept &statement) {
  Kept kept = statement;
  if (rule.kept == rules::Keeper::Object) {
    opaque(site);
    kept.text = load(site.self).text();
    keep(site.self, kept);
    return {wasSent(kept), std::nullopt};
  }
  const rules::TextFunction *text = Match.text(*site.callee, site.written());
  std::optional<Outcome> outcome = text ? textFunction(*text, site) : std::nullopt;
  if (!outcome)
    opaque(site);
  kept.text = outcome ? outcome->value.text() : nullptr;
  return {Value(std::move(kept)), std::nullopt};
}

static bool isBinding(StatementStep step) { return step == StatementStep::BindNext || step == StatementStep::BindAt; }

/// The statement that the object keeps; null where none is known.
static const Kept *keptIn(const Value &value) {
  const Kept *kept = value.kept();
  return kept && kept->call ? kept : nullptr;
}

/// What `soci::use(x)` or `soci::into(x)` was given; null where the expression is another.
static const Expr *standsFor(const Expr *expression, Matcher &match, StatementStep step) {
  auto *call = expression ? llvm::dyn_cast<CallExpr>(stripped(expression)) : nullptr;
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  const rules::StatementFunction *rule = callee ? match.statement(*callee, call->getNumArgs()) : nullptr;
  return rule && rule->step == step && call->getNumArgs() >= 1 ? call->getArg(0) : nullptr;
}

/// Where the value of a placeholder stands: behind those that are bound, or where its number or name says.
void Evaluator::bindTo(Kept &kept, const Argument *which, const Argument &value) {
  constexpr size_t MostValues = 256;
  size_t place = kept.next;
  std::string name;
  if (std::optional<int64_t> number = which ? constant(which->value) : std::nullopt; number && *number >= 0)
    place = size_t(*number);
  else if (const facts::Literal *named = which ? facts::asLiteral(which->value.text()) : nullptr)
    name = llvm::StringRef(named->bytes).ltrim(':').str();
  else if (which)
    return;
  if (!name.empty())
    place = size_t(llvm::find_if(kept.operands, [&](const facts::Operand &bound) { return bound.name == name; }) -
                   kept.operands.begin());
  if (place >= MostValues)
    return;
  if (place >= kept.values.size()) {
    kept.values.resize(place + 1);
    kept.operands.resize(place + 1);
  }
  kept.next += !which;
  kept.values[place] = known(formatted(value.value, value.expression));
  kept.operands[place] = operand(value.expression, value.value);
  kept.operands[place].name = std::move(name);
}

/// A value, or an object that stands for one or for a variable.
void Evaluator::bind(Kept &kept, const CallSite &site, StatementStep step) {
  if (step == StatementStep::BindAt)
    return site.arguments.size() >= 2 ? bindTo(kept, &site.arguments[0], site.arguments[1]) : void();
  const Argument &given = site.arguments.front();
  if (const Expr *variable = standsFor(given.expression, Match, StatementStep::Filled)) {
    const QualType type = variable->getType().getNonReferenceType();
    kept.filled.push_back({isText(type) || type->isArithmeticType() ? place(variable) : Place(), variable});
  } else if (const Expr *bound = standsFor(given.expression, Match, StatementStep::Bound)) {
    bindTo(kept, nullptr, argument(bound, QualType()));
  } else {
    bindTo(kept, nullptr, given);
  }
}

/// Puts the columns of the row into the variables that were named for them.
void Evaluator::fill(const Kept &kept) {
  for (size_t i = 0; i < kept.filled.size(); ++i) {
    const auto &[variable, named] = kept.filled[i];
    if (variable.root)
      store(variable,
            fieldValue(Rows{kept.rows, Rows::Part::Field, "#" + std::to_string(i), {}}, named, named->getType()));
  }
}

/// Sends the statement with what is bound to it.
void Evaluator::run(Kept &kept) {
  facts::Call call = *kept.call;
  call.values = kept.values;
  facts::Situation &situation = call.situations.front();
  situation.operands = kept.operands;
  situation.checks = certainties(Now);
  if (kept.isRecorded && Muted == 0 && Now.reachable && !InPattern)
    Facts.runs(call);
  reachedInHelper(call.location, situation);
  kept.rows = lookupOf(call);
  kept.next = 0;
  fill(kept);
  if (const Value before = load(kept.connection); kept.connection.root && !kept.filled.empty()) {
    Kept connection;
    connection.text = before.text();
    connection.rows = kept.rows;
    keep(kept.connection, std::move(connection));
  }
}

/// A call that binds a value to the statement of its object, or sends it.
std::optional<Outcome> Evaluator::statementStep(CallSite &site) {
  const rules::StatementFunction *rule = Match.statement(*site.callee, site.written());
  if (rule && rule->step == StatementStep::Bound) // changes nothing, whatever the reference
    return Outcome{};
  if (!rule || !site.receiver || !Now.reachable)
    return std::nullopt;
  const Value object = load(site.self);
  const Kept *statement = keptIn(object);
  if (!statement)
    return std::nullopt;
  Kept kept = *statement;
  const bool isPrepared = kept.call->action == facts::Action::Prepare;
  if (rule->step == StatementStep::Run) {
    run(kept);
    keep(site.self, kept);
    return Outcome{wasSent(kept), std::nullopt};
  }
  if (!isBinding(rule->step) || site.arguments.empty())
    return std::nullopt;
  bind(kept, site, rule->step);
  const bool goesOn = kept.rows || Continued.count(site.expression);
  if (!kept.isRecorded && !isPrepared && !goesOn) {
    kept.isRecorded = isRecording();
    run(kept);
  } else if (!kept.isRecorded && !goesOn) {
    kept.isRecorded = isRecording();
    record(withoutRuns(*kept.call));
  }
  keep(site.self, kept);
  return Outcome{Value(std::move(kept)), site.self};
}

/// Whoever is handed a statement that is prepared may send it, no matter what is certain here.
void Evaluator::sentElsewhere(const Value &object) {
  const Kept *kept = keptIn(object);
  if (kept && kept->isRecorded && !kept->rows && Muted == 0)
    Facts.runsAnywhere(*kept->call);
}

} // namespace pgtidy::extract
