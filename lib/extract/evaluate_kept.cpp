// Statements that objects keep: prepared in one call, bound to values in others, and sent in a third. What is not
// followed to each of its runs is taken to be sent in any situation.
#include "evaluator.h"
#include "own_objects.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;
using rules::StatementStep;

/// Of a call that only prepares: what is bound and certain is known when it runs.
static facts::Call withoutRuns(facts::Call call) {
  if (call.action == facts::Action::Prepare)
    call.situations.clear();
  return call;
}

/// Notes the statement as a fact of the function at hand. What only prepares is sent later.
void Evaluator::recordKept(Kept &kept) {
  kept.isRecorded = isRecording();
  record(withoutRuns(*kept.call));
  if (kept.isRecorded)
    PreparedHere.push_back(*kept.call);
}

Kept Evaluator::keptBy(const rules::DatabaseFunction &rule, const CallSite &site, facts::Call call) {
  Kept kept;
  for (size_t i = 0; i < call.values.size(); ++i)
    kept.bound.push_back({call.values[i], call.situations.front().operands[i]});
  kept.next = kept.bound.size();
  if (rule.kept == rules::Keeper::Result)
    kept.connection = site.self;
  kept.call = std::make_shared<const facts::Call>(std::move(call));
  if (Continued.count(site.expression))
    return kept;
  recordKept(kept);
  if (kept.call->action != facts::Action::Prepare)
    gave(kept, lookupOf(*kept.call));
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

/// The call of `soci::use(x)` or `soci::into(x)`; null where the expression is another.
static const CallExpr *standsFor(const Expr *expression, Matcher &match, StatementStep step) {
  auto *call = expression ? llvm::dyn_cast<CallExpr>(stripped(expression)) : nullptr;
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  const rules::StatementFunction *rule = callee ? match.statement(*callee, call->getNumArgs()) : nullptr;
  return rule && rule->step == step && call->getNumArgs() >= 1 ? call : nullptr;
}

/// Nothing is known any more of what is bound.
static void forgetBound(Kept &kept) {
  for (Bound &bound : kept.bound)
    bound = {};
}

/// Where the value of a placeholder stands by its name: behind those that are bound, or where that name was bound.
/// Nothing where others are bound by their places.
static std::optional<size_t> placeNamed(const Kept &kept, llvm::StringRef name) {
  size_t place = kept.bound.size();
  for (size_t i = 0; i < kept.bound.size(); ++i) {
    if (kept.bound[i].operand.name.empty())
      return std::nullopt;
    if (kept.bound[i].operand.name == name)
      place = i;
  }
  return place;
}

/// Binds a value: to the placeholder of the name, else to that at the place.
void Evaluator::bindTo(Kept &kept, std::optional<size_t> place, const std::string &name, Bound value) {
  constexpr size_t MostValues = 256;
  if (!name.empty())
    place = placeNamed(kept, name);
  const bool isMixed =
      name.empty() && llvm::any_of(kept.bound, [](const Bound &bound) { return !bound.operand.name.empty(); });
  if (!place || *place >= MostValues || isMixed)
    return forgetBound(kept);
  if (*place >= kept.bound.size())
    kept.bound.resize(*place + 1);
  value.operand.name = name;
  kept.bound[*place] = std::move(value);
}

/// The value of an argument, as the next run has it.
Bound Evaluator::boundTo(const Argument &value) {
  return {known(formatted(value.value, value.expression)), operand(value.expression, value.value)};
}

/// `query.bindValue(place, value)`.
void Evaluator::bindAt(Kept &kept, const CallSite &site) {
  const Value &which = site.arguments[0].value;
  std::optional<int64_t> number = constant(which);
  const facts::Literal *name = facts::asLiteral(which.text());
  if (name)
    return bindTo(kept, std::nullopt, llvm::StringRef(name->bytes).ltrim(':').str(), boundTo(site.arguments[1]));
  if (!number || *number < 0)
    return forgetBound(kept);
  bindTo(kept, size_t(*number), "", boundTo(site.arguments[1]));
}

/// A value, or an object that stands for one, perhaps with the name of its placeholder, or for a variable.
void Evaluator::bindNext(Kept &kept, const CallSite &site) {
  const Argument &given = site.arguments.front();
  if (const CallExpr *into = standsFor(given.expression, Match, StatementStep::Filled)) {
    const Expr *variable = into->getArg(0);
    kept.filled.push_back({place(variable), variable});
    return;
  }
  const CallExpr *use = standsFor(given.expression, Match, StatementStep::Bound);
  if (!use)
    return bindTo(kept, kept.next++, "", boundTo(given));
  std::string name;
  bool isNameKnown = true;
  for (const Expr *more : llvm::drop_begin(use->arguments()))
    if (!llvm::isa<CXXDefaultArgExpr>(more) && isText(more->getType())) {
      const facts::Literal *literal = facts::asLiteral(textOf(evaluate(more), more));
      isNameKnown = literal != nullptr;
      name = literal ? literal->bytes : "";
    }
  Bound bound = boundTo(argument(use->getArg(0), QualType()));
  bound.reference = use->getArg(0);
  if (!isNameKnown)
    return forgetBound(kept);
  bindTo(kept, kept.next, name, std::move(bound));
  kept.next += name.empty();
}

/// Whether a variable that no row is put in says so: it is empty, or has no value at all.
static bool saysNone(const Value &value, const Expr *named) {
  if (std::optional<int64_t> number = constant(value))
    return *number <= 0;
  if (const facts::Literal *literal = facts::asLiteral(value.text()))
    return literal->bytes.empty();
  auto *reference = llvm::dyn_cast<DeclRefExpr>(stripped(named));
  auto *variable = reference ? llvm::dyn_cast<VarDecl>(reference->getDecl()) : nullptr;
  return value.isUnknown() && variable && variable->hasLocalStorage() && !variable->hasInit();
}

/// Puts the columns of the row into the variables that were named for them: in an empty one, which stays so where there
/// is no row; what is in another is not known then.
void Evaluator::fill(const Kept &kept) {
  for (size_t i = 0; i < kept.filled.size(); ++i) {
    const auto &[variable, named] = kept.filled[i];
    const QualType type = named->getType().getNonReferenceType();
    const bool isOne = isText(type) || type->isArithmeticType();
    if (!variable.root || !isOne || !saysNone(load(variable), named)) {
      ColumnsRead[kept.rows].insert("*");
      forget(variable, named);
    } else {
      store(variable, fieldValue(Rows{kept.rows, Rows::Part::Field, "#" + std::to_string(i), {}}, named, type));
    }
  }
}

/// Notes what the statement gave, for itself and for the connection that was told to send it.
void Evaluator::gave(Kept &kept, facts::LookupPtr rows) {
  kept.rows = std::move(rows);
  if (!kept.connection.root)
    return;
  Kept connection;
  connection.text = load(kept.connection).text();
  connection.rows = kept.rows;
  keep(kept.connection, std::move(connection));
}

/// Sends the statement with what is bound to it.
void Evaluator::run(Kept &kept, bool isSeen) {
  facts::Call call = *kept.call;
  facts::Situation &situation = call.situations.front();
  situation.checks = certainties(Now);
  situation.operands.clear();
  call.values.clear();
  for (Bound &bound : kept.bound) {
    if (bound.reference) { // as it is now
      const std::string name = bound.operand.name;
      const Expr *reference = bound.reference;
      bound = boundTo(argument(reference, QualType()));
      bound.reference = reference;
      bound.operand.name = name;
    }
    call.values.push_back(bound.value);
    situation.operands.push_back(bound.operand);
  }
  if (kept.isRecorded && Muted == 0 && Now.reachable && !InPattern)
    Facts.runs(call);
  if (kept.isRecorded && !isSeen)
    Facts.runsAnywhere(call);
  reachedInHelper(call.location, situation);
  gave(kept, lookupOf(call));
  if (!isSeen)
    ColumnsRead[kept.rows].insert("*");
  kept.next = 0;
  fill(kept);
}

/// Whether the object is one that the function at hand has to itself, so that all that happens to it is seen.
bool Evaluator::isOwnObject(const Expr *object) {
  auto *reference = llvm::dyn_cast<DeclRefExpr>(stripped(object));
  auto *variable = reference ? llvm::dyn_cast<VarDecl>(reference->getDecl()) : nullptr;
  if (!variable || !Top->function || !Top->function->hasBody())
    return false;
  auto [entry, isNew] = OwnObjects.try_emplace(Top->function);
  if (isNew)
    entry->second = ownObjects(Top->function->getBody());
  return entry->second.count(variable->getCanonicalDecl()) != 0;
}

/// A call that sends what the object keeps.
Outcome Evaluator::runOf(const CallSite &site, const Kept *statement) {
  if (!statement) { // whichever that is
    for (const facts::Call &call : PreparedHere)
      if (Muted == 0)
        Facts.runsAnywhere(call);
    return {};
  }
  Kept kept = *statement;
  run(kept, kept.call->action == facts::Action::Prepare && isOwnObject(site.receiver));
  keep(site.self, kept);
  return {wasSent(kept), std::nullopt};
}

/// A call that binds a value to the statement of its object; the last of those that follow its text sends it.
Outcome Evaluator::bindOf(const CallSite &site, Kept kept, StatementStep step) {
  if (step == StatementStep::BindAt)
    bindAt(kept, site);
  else
    bindNext(kept, site);
  const bool isLast = !kept.isRecorded && !kept.rows && !Continued.count(site.expression);
  if (isLast && kept.call->action == facts::Action::Prepare) {
    recordKept(kept);
  } else if (isLast) {
    kept.isRecorded = isRecording();
    run(kept, true);
  }
  keep(site.self, kept);
  return {Value(std::move(kept)), site.self};
}

/// A call that does something with the statement that its object keeps.
std::optional<Outcome> Evaluator::statementStep(CallSite &site) {
  const rules::StatementFunction *rule = Match.statement(*site.callee, site.written());
  if (rule && (rule->step == StatementStep::Bound || rule->step == StatementStep::Filled))
    return Outcome{}; // changes nothing yet, whatever the reference
  if (!rule || !site.receiver || !Now.reachable)
    return std::nullopt;
  const Value object = load(site.self);
  const Kept *statement = keptIn(object);
  if (rule->step == StatementStep::Run)
    return runOf(site, statement);
  if (!statement)
    return std::nullopt;
  if (rule->step == StatementStep::NextRow) {
    const Kept kept = *statement;
    for (const auto &[variable, named] : kept.filled)
      forget(variable, named);
    return Outcome{};
  }
  const bool binds = isBinding(rule->step) && site.arguments.size() >= (rule->step == StatementStep::BindAt ? 2 : 1);
  return binds ? std::optional(bindOf(site, *statement, rule->step)) : std::nullopt;
}

/// Whoever is handed a statement that is prepared may send it, no matter what is certain here.
void Evaluator::sentElsewhere(const Value &object) {
  const Kept *kept = keptIn(object);
  if (kept && kept->isRecorded && Muted == 0)
    Facts.runsAnywhere(*kept->call);
  if (object.kept() && object.kept()->rows)
    ColumnsRead[object.kept()->rows].insert("*");
}

} // namespace pgtidy::extract
