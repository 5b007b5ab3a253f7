#include "recorder.h"

#include "situations.h"
#include "texts.h"

#include "clang/AST/DeclCXX.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::extract {

static bool same(const std::vector<facts::Text> &a, const std::vector<facts::Text> &b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](const auto &x, const auto &y) { return facts::same(x, y); });
}

static bool same(const std::vector<facts::Setting> &a, const std::vector<facts::Setting> &b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](const auto &x, const auto &y) {
           return x.keyword == y.keyword && facts::same(x.value, y.value);
         });
}

/// Whatever values are bound.
static bool isSameStatement(const facts::Call &a, const facts::Call &b) {
  return a.location == b.location && a.function == b.function && a.enclosing == b.enclosing &&
         facts::same(a.sql, b.sql) && facts::same(a.name, b.name) && facts::same(a.table, b.table) &&
         facts::same(a.connection, b.connection) && facts::same(a.driver, b.driver) && same(a.settings, b.settings);
}

static bool same(const facts::Call &a, const facts::Call &b) {
  return isSameStatement(a, b) && same(a.values, b.values);
}

static std::string nameOf(const clang::ParmVarDecl &parameter) { return parameter.getNameAsString(); }

/// Adds a parameter for each text that stands in a part of this one.
void Recorder::addParts(const clang::ParmVarDecl &parameter, facts::Function &fact) {
  const Shape &shape = Match.shapeOf(parameter.getType());
  if (partsOf(shape) == 0)
    return;
  for (const clang::FieldDecl *member : membersIn(shape)) {
    const std::string name = nameOf(parameter);
    fact.parameters.push_back(member ? name + "." + member->getNameAsString() : name);
    fact.parts.push_back(member ? memberKey(*member, Match) : "");
  }
}

std::string Recorder::mention(const clang::FunctionDecl &function) {
  std::string key = extract::key(function);
  auto [entry, added] = Functions.try_emplace(key, Unit.functions.size());
  if (!added)
    return key;
  facts::Function fact;
  fact.key = key;
  fact.name = qualifiedName(function);
  fact.scope = scope(function);
  const clang::FunctionDecl *definition = nullptr;
  if (!function.hasBody(definition))
    definition = &function;
  fact.location = Where.use(definition->getLocation());
  for (const clang::ParmVarDecl *parameter : definition->parameters())
    fact.parameters.push_back(nameOf(*parameter));
  for (const clang::ParmVarDecl *parameter : definition->parameters())
    addParts(*parameter, fact);
  fact.defaults.resize(fact.parameters.size());
  if (auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&function))
    for (const clang::CXXMethodDecl *overridden : method->overridden_methods())
      fact.overrides.push_back(extract::key(*overridden));
  fact.isEntry = function.isMain();
  fact.isDeclared = !definition->hasBody();
  Unit.functions.push_back(std::move(fact));
  return key;
}

void Recorder::returns(const clang::FunctionDecl &function, facts::Text text) {
  facts::Function &fact = Unit.functions[Functions[mention(function)]];
  fact.result = fact.result ? facts::choice("", {fact.result, std::move(text)}) : std::move(text);
}

std::string Recorder::mentionPart(const clang::FunctionDecl &function, const std::string &name) {
  std::string whole = mention(function), suffix = "#" + name;
  auto [entry, added] = Functions.try_emplace(whole + suffix, Unit.functions.size());
  if (added) {
    facts::Function part = Unit.functions[Functions[whole]];
    part.key = whole + suffix;
    part.result = nullptr;
    part.isEntry = false;
    for (std::string &overridden : part.overrides)
      overridden += suffix;
    Unit.functions.push_back(std::move(part));
  }
  return whole + suffix;
}

std::string Recorder::mentionCallable(const std::string &key, const clang::NamedDecl &callable) {
  auto [entry, added] = Functions.try_emplace(key, Unit.functions.size());
  if (!added)
    return key;
  facts::Function fact;
  fact.key = key;
  const auto *lambda = llvm::dyn_cast<clang::CXXMethodDecl>(&callable);
  fact.name = lambda ? "a lambda" : qualifiedName(callable);
  fact.scope = scope(callable);
  fact.location = Where.use(callable.getLocation());
  fact.isDeclared = !lambda; // which functions it calls, many units may say
  for (unsigned i = 0; lambda && i < lambda->getNumParams(); ++i)
    fact.parameters.push_back(nameOf(*lambda->getParamDecl(i)));
  fact.defaults.resize(fact.parameters.size());
  Unit.functions.push_back(std::move(fact));
  return key;
}

/// The text of a function in the words of its part.
static facts::Text ofPart(const facts::Text &text, const std::string &whole, const std::string &part) {
  return rewrite(text, [&](const facts::Text &node) -> facts::Text {
    if (auto *symbol = std::get_if<facts::Symbol>(&node->value); symbol && symbol->under)
      return facts::symbol({symbol->key, symbol->hole, symbol->object, ofPart(symbol->under, whole, part)});
    auto *parameter = std::get_if<facts::Parameter>(&node->value);
    if (!parameter || parameter->function != whole)
      return nullptr;
    return facts::parameter({part, parameter->index, parameter->hole});
  });
}

void Recorder::returnsPart(const clang::FunctionDecl &function, const std::string &name, const facts::Text &text) {
  std::string whole = mention(function), part = mentionPart(function, name);
  facts::Text own = ofPart(text, whole, part);
  facts::Function &fact = Unit.functions[Functions[part]];
  fact.result = fact.result ? facts::choice("", {fact.result, std::move(own)}) : std::move(own);
}

void Recorder::members(const clang::FunctionDecl &function, const std::vector<std::string> &keys) {
  Unit.functions[Functions[mention(function)]].members = keys;
}

void Recorder::defaultArgument(const clang::FunctionDecl &function, unsigned index, facts::Text text) {
  facts::Function &fact = Unit.functions[Functions[mention(function)]];
  if (index < fact.defaults.size() && !fact.defaults[index])
    fact.defaults[index] = std::move(text);
}

static void addSituations(std::vector<facts::Situation> &to, std::vector<facts::Situation> situations) {
  for (facts::Situation &situation : situations)
    addSituation(to, std::move(situation));
}

void Recorder::call(facts::Call call) {
  auto known = llvm::find_if(Unit.calls, [&](const facts::Call &other) { return same(call, other); });
  if (known == Unit.calls.end())
    Unit.calls.push_back(std::move(call));
  else
    addSituations(known->situations, std::move(call.situations));
}

void Recorder::runs(facts::Call call) {
  auto prepared = llvm::find_if(Unit.calls, [&](const facts::Call &other) {
    return isSameStatement(call, other) && other.values.empty() && other.situations.empty();
  });
  if (prepared == Unit.calls.end())
    return this->call(std::move(call));
  prepared->values = std::move(call.values);
  prepared->situations = std::move(call.situations);
}

void Recorder::runsAnywhere(const facts::Call &call) {
  for (facts::Call &other : Unit.calls)
    if (isSameStatement(call, other))
      addSituations(other.situations, {facts::Situation()});
}

/// Of a call that is met in several situations it is not known in which of them.
void Recorder::passesOnly(const text::Location &location, const std::string &enclosing, const facts::Check &check) {
  for (facts::Call &call : Unit.calls)
    if (call.location == location && call.enclosing == enclosing && call.situations.size() == 1)
      call.situations.front().checks.push_back(check);
  for (facts::Visit &visit : Unit.visits)
    if (visit.location == location && visit.enclosing == enclosing && visit.situations.size() == 1)
      visit.situations.front().checks.push_back(check);
}

void Recorder::visit(facts::Visit visit) {
  auto [known, isNew] = Visits.try_emplace({visit.location.file, visit.location.offset, visit.callee, visit.enclosing},
                                           Unit.visits.size());
  if (isNew)
    Unit.visits.push_back(std::move(visit));
  else
    addSituations(Unit.visits[known->second].situations, std::move(visit.situations));
}

void Recorder::visitUnseen(facts::Visit visit) {
  if (!Visits.count({visit.location.file, visit.location.offset, visit.callee, visit.enclosing}))
    this->visit(std::move(visit));
}

void Recorder::invocation(facts::Invocation invocation) {
  for (const facts::Invocation &other : Unit.invocations)
    if (invocation.location == other.location && invocation.callee == other.callee &&
        invocation.enclosing == other.enclosing && same(invocation.arguments, other.arguments))
      return;
  Unit.invocations.push_back(std::move(invocation));
}

void Recorder::sent(facts::Sent sent) {
  auto isSameHop = [](const facts::Hop &a, const facts::Hop &b) {
    return a.location == b.location && a.callee == b.callee;
  };
  for (const facts::Sent &other : Unit.sent)
    if (sent.call == other.call && sent.enclosing == other.enclosing && facts::same(sent.sql, other.sql) &&
        std::equal(sent.way.begin(), sent.way.end(), other.way.begin(), other.way.end(), isSameHop))
      return;
  Unit.sent.push_back(std::move(sent));
}

void Recorder::handed(facts::Handed handed) {
  for (const facts::Handed &other : Unit.handed)
    if (handed.location == other.location && handed.enclosing == other.enclosing &&
        facts::same(handed.text, other.text))
      return;
  Unit.handed.push_back(std::move(handed));
}

void Recorder::symbol(facts::SymbolText text) {
  for (const facts::SymbolText &other : Unit.symbols)
    if (text.key == other.key && text.enclosing == other.enclosing && facts::same(text.text, other.text) &&
        facts::same(text.under, other.under) && facts::same(text.target, other.target))
      return;
  Unit.symbols.push_back(std::move(text));
}

void Recorder::tree(const std::string &key) { symbol({facts::treeKey(key), facts::literal(""), ""}); }

void Recorder::copied(const std::string &key) { symbol({facts::copiedKey(key), facts::literal(""), ""}); }

void Recorder::tests(const clang::FunctionDecl &function, uint32_t parameter) {
  std::vector<uint32_t> &tested = Unit.functions[Functions[mention(function)]].tests;
  if (!llvm::is_contained(tested, parameter))
    tested.push_back(parameter);
}

void Recorder::letsThrough(const std::string &key, const facts::Text &text, const std::string &enclosing) {
  const facts::Narrowed *test = facts::asChecked(text);
  if (!test)
    return;
  facts::Text plain = withoutTests(text);
  for (facts::SymbolText &noted : Unit.symbols)
    if (noted.key == key && noted.enclosing == enclosing && facts::same(noted.text, test->text)) {
      noted.text = text;
      return;
    }
  auto *own = plain ? std::get_if<facts::Symbol>(&plain->value) : nullptr;
  if (own && own->key == key)
    symbol({key, text, enclosing});
}

/// Whether the text certainly goes on behind its beginning.
static bool goesOn(const facts::Text &rest) {
  auto isPlain = [](const facts::Text &part) {
    const facts::Literal *literal = facts::asLiteral(part);
    return literal ? !literal->bytes.empty()
                   : std::holds_alternative<facts::Hole>(part->value) ||
                         std::holds_alternative<facts::Parameter>(part->value);
  };
  if (auto *parts = std::get_if<facts::Concat>(&rest->value))
    return llvm::any_of(parts->parts, isPlain);
  return isPlain(rest);
}

void Recorder::dropSteps(const Mark &mark, const std::string &key, const facts::Text &last) {
  auto begin = Unit.symbols.begin() + mark.symbols;
  auto isStep = [&](const facts::SymbolText &noted) {
    if (noted.key != key)
      return false;
    facts::Text rest = withoutPrefix(last, noted.text);
    return rest && goesOn(rest);
  };
  Unit.symbols.erase(std::remove_if(begin, Unit.symbols.end(), isStep), Unit.symbols.end());
}

void Recorder::rewind(const Mark &mark) {
  Unit.calls.resize(mark.calls);
  Unit.invocations.resize(mark.invocations);
  Unit.symbols.resize(mark.symbols);
  Unit.sent.resize(mark.sent);
  Unit.handed.resize(mark.handed);
  Unit.visits.resize(mark.visits);
  std::erase_if(Visits, [&](const auto &known) { return known.second >= mark.visits; });
}

} // namespace pgtidy::extract
