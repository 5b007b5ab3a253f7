#include "facts/program.h"

#include "facts/function_key.h"

#include "join_keys.h"
#include "join_order.h"
#include "rewrite.h"
#include "rewrite_guard.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace pgtidy::facts {
namespace {

text::FileTable sortedFiles(const std::vector<Unit> &units) {
  std::set<std::string> paths;
  for (const Unit &unit : units)
    paths.insert(unit.files.paths().begin(), unit.files.paths().end());
  text::FileTable files;
  for (const std::string &path : paths)
    files.add(path);
  return files;
}

/// What one unit's facts become in the program: other file numbers, and distinct keys where keys clash.
class UnitChanges : public Changes {
public:
  UnitChanges(const Unit &unit, text::FileTable &files, const KeyClashes &clashes) : In(unit), Clashes(clashes) {
    for (const std::string &path : unit.files.paths())
      NewIds.push_back(files.add(path));
    for (const Function &function : unit.functions)
      if (clashes.functions.count(function.key) && !function.isDeclared && function.location.isValid())
        Own.emplace(function.key, distinctKey(function.key, unit.files.path(function.location.file)));
  }

  Text literal(const Literal &literal, const TextNode &) const override {
    Literal moved = literal;
    for (Run &run : moved.runs)
      run.source = place(run.source);
    return facts::literal(std::move(moved.bytes), std::move(moved.runs));
  }
  text::Location place(text::Location at) const override {
    if (at.isValid())
      at.file = NewIds[at.file];
    return at;
  }
  std::string functionKey(const std::string &key) const override {
    auto own = Own.find(key);
    return own == Own.end() ? key : own->second;
  }
  std::string symbolKey(const std::string &key) const override {
    return Clashes.symbols.count(key) ? distinctKey(key, In.mainFile) : key;
  }

private:
  const Unit &In;
  const KeyClashes &Clashes;
  std::vector<text::FileId> NewIds;
  std::unordered_map<std::string, std::string> Own; ///< the keys of the clashing functions that this unit defines
};

/// Adds the facts of one unit to the program.
class Adding {
public:
  Adding(Unit &unit, const Changes &changes, Program &program)
      : From(unit), Change(changes), To(program), Rewrite(changes) {}

  void all() {
    for (Function &function : From.functions)
      add(std::move(function));
    for (Call &call : From.calls)
      add(std::move(call));
    for (Invocation &invocation : From.invocations)
      add(std::move(invocation));
    for (Visit &visit : From.visits)
      add(std::move(visit));
    for (Answer &answer : From.answers)
      add(std::move(answer));
    for (Sent &sent : From.sent)
      add(std::move(sent));
    for (SymbolText &symbol : From.symbols)
      To.symbols.push_back({Change.symbolKey(symbol.key), Rewrite(symbol.text), Change.functionKey(symbol.enclosing),
                            Change.symbolKey(symbol.object), Rewrite(symbol.under), Rewrite(symbol.target)});
    for (VariableRead &read : From.reads)
      To.reads.push_back({std::move(read.name), Change.place(read.location)});
    for (Opening &opening : From.openings)
      add(std::move(opening));
    for (Handed &handed : From.handed)
      To.handed.push_back({handed.to, std::move(handed.name), Change.place(handed.location), Rewrite(handed.text),
                           Change.functionKey(handed.enclosing)});
  }

private:
  Unit &From;
  const Changes &Change;
  Program &To;
  Rewriter Rewrite;

  void add(Function function) {
    function.key = Change.functionKey(function.key);
    for (std::string &key : function.overrides)
      key = Change.functionKey(key);
    for (std::string &key : function.members)
      key = Change.symbolKey(key);
    function.location = Change.place(function.location);
    function.defaults = Rewrite(function.defaults);
    function.result = Rewrite(function.result);
    To.functions.push_back(std::move(function));
  }

  void add(Call call) {
    call.location = Change.place(call.location);
    for (Text *text : {&call.sql, &call.name, &call.table, &call.connection, &call.driver})
      *text = Rewrite(*text);
    for (Setting &setting : call.settings)
      setting.value = Rewrite(setting.value);
    call.values = Rewrite(call.values);
    rewriteGuards(call, Rewrite, Change);
    call.enclosing = Change.functionKey(call.enclosing);
    To.calls.push_back(std::move(call));
  }

  void add(Invocation invocation) {
    invocation.callee = Change.functionKey(invocation.callee);
    invocation.enclosing = Change.functionKey(invocation.enclosing);
    invocation.object = Change.symbolKey(invocation.object);
    invocation.location = Change.place(invocation.location);
    invocation.arguments = Rewrite(invocation.arguments);
    To.invocations.push_back(std::move(invocation));
  }

  void add(Visit visit) {
    visit.callee = Change.functionKey(visit.callee);
    visit.enclosing = Change.functionKey(visit.enclosing);
    visit.location = Change.place(visit.location);
    rewriteGuards(visit, Rewrite, Change);
    To.visits.push_back(std::move(visit));
  }

  void add(Answer answer) {
    answer.function = Change.functionKey(answer.function);
    rewriteGuards(answer, Rewrite, Change);
    To.answers.push_back(std::move(answer));
  }

  void add(Sent sent) {
    sent.call = Change.place(sent.call);
    for (Hop &hop : sent.way)
      hop = {Change.place(hop.location), Change.functionKey(hop.callee)};
    sent.sql = Rewrite(sent.sql);
    sent.enclosing = Change.functionKey(sent.enclosing);
    To.sent.push_back(std::move(sent));
  }

  void add(Opening opening) {
    opening.callee = Change.functionKey(opening.callee);
    opening.enclosing = Change.functionKey(opening.enclosing);
    opening.location = Change.place(opening.location);
    To.openings.push_back(std::move(opening));
  }
};

template <typename Item> void sortOnce(std::vector<Item> &items) {
  std::sort(items.begin(), items.end(), [](const Item &a, const Item &b) { return order(a, b) < 0; });
  auto isSame = [](const Item &a, const Item &b) { return order(a, b) == 0; };
  items.erase(std::unique(items.begin(), items.end(), isSame), items.end());
}

/// The situations of a call in a header are those of all units that come there.
void merge(Call &into, Call &from) {
  constexpr size_t Most = 64;
  if (from.isUncalled)
    return;
  if (into.isUncalled) {
    into.situations = std::move(from.situations);
    into.isUncalled = false;
    return;
  }
  const size_t known = into.situations.size();
  for (Situation &situation : from.situations)
    if (std::none_of(into.situations.begin(), into.situations.begin() + static_cast<ptrdiff_t>(known),
                     [&](const Situation &other) { return other.way == situation.way; }))
      into.situations.push_back(std::move(situation));
  if (into.situations.size() > Most || (known == 0) != from.situations.empty())
    into.situations.assign(1, {}); // any
}

bool isSame(const Operand &a, const Operand &b) {
  return a.identity == b.identity && a.expression == b.expression && a.column == b.column && !a.rows == !b.rows &&
         (!a.rows || a.rows->location == b.rows->location) &&
         std::equal(a.others.begin(), a.others.end(), b.others.begin(), b.others.end(),
                    [](const Operand &x, const Operand &y) { return isSame(x, y); });
}

bool isSame(const Check &a, const Check &b) {
  return a.kind == b.kind && a.column == b.column && a.location == b.location && isSame(a.operand, b.operand) &&
         a.others.size() == b.others.size();
}

bool isSame(const Situation &a, const Situation &b) {
  auto same = [](const auto &x, const auto &y) { return isSame(x, y); };
  return std::equal(a.operands.begin(), a.operands.end(), b.operands.begin(), b.operands.end(), same) &&
         std::equal(a.checks.begin(), a.checks.end(), b.checks.begin(), b.checks.end(), same);
}

/// What a header does is the same in all units, but for macros and for what templates are made with.
void merge(Visit &into, Visit &from) {
  constexpr size_t Most = 16;
  for (Situation &situation : from.situations)
    if (std::none_of(into.situations.begin(), into.situations.end(),
                     [&](const Situation &other) { return isSame(situation, other); }))
      into.situations.push_back(std::move(situation));
  if (into.situations.size() > Most)
    into.situations.assign(1, {}); // any
}

/// The items in order, each once: what is the same, `merge` puts into the first as the units have them.
template <typename Item, typename Compare, typename Merge>
void mergeSame(std::vector<Item> &items, Compare compare, Merge merge) {
  std::vector<Item *> sorted;
  for (Item &item : items)
    sorted.push_back(&item);
  std::sort(sorted.begin(), sorted.end(), [&](const Item *a, const Item *b) {
    const auto order = compare(*a, *b);
    return order < 0 || (order == 0 && a < b);
  });
  std::vector<Item> merged;
  for (Item *item : sorted)
    if (merged.empty() || compare(merged.back(), *item) != 0)
      merged.push_back(std::move(*item));
    else
      merge(merged.back(), *item);
  items = std::move(merged);
}

auto head(const Visit &visit) {
  const text::Location &at = visit.location;
  return std::tie(at.file, at.offset, at.line, at.column, visit.callee, visit.enclosing);
}

/// A unit may know less of a function than another (a default argument that only one declaration has).
void merge(Function &into, const Function &from) {
  if (into.defaults.size() < from.defaults.size())
    into.defaults.resize(from.defaults.size());
  for (size_t i = 0; i < from.defaults.size(); ++i)
    into.defaults[i] = !into.defaults[i]  ? from.defaults[i]
                       : from.defaults[i] ? choice("", {into.defaults[i], from.defaults[i]})
                                          : into.defaults[i];
  if (from.result)
    into.result = into.result ? choice("", {into.result, from.result}) : from.result;
  for (const std::string &key : from.overrides)
    if (std::find(into.overrides.begin(), into.overrides.end(), key) == into.overrides.end())
      into.overrides.push_back(key);
  if (into.members.empty())
    into.members = from.members;
  for (uint32_t parameter : from.tests)
    if (std::find(into.tests.begin(), into.tests.end(), parameter) == into.tests.end())
      into.tests.push_back(parameter);
  into.isEntry |= from.isEntry;
  if (into.isDeclared && !from.isDeclared) {
    into.location = from.location;
    into.parameters = from.parameters;
    into.parts = from.parts;
    into.isDeclared = false;
  }
}

void mergeByKey(std::vector<Function> &functions) {
  std::unordered_map<std::string, size_t> known;
  std::vector<Function> merged;
  for (Function &function : functions) {
    auto [entry, isNew] = known.try_emplace(function.key, merged.size());
    if (isNew)
      merged.push_back(std::move(function));
    else
      merge(merged[entry->second], function);
  }
  functions = std::move(merged);
}

/// What a template does is said by its instances, where a unit has some: the template itself has no callers.
void dropPatterns(Program &program) {
  std::set<std::string> patterns;
  for (const Function &function : program.functions)
    if (std::string pattern = patternKey(function.key); pattern != function.key && !function.isDeclared)
      patterns.insert(std::move(pattern));
  auto isOfPattern = [&](const auto &item) { return patterns.count(item.enclosing) != 0; };
  std::erase_if(program.calls, isOfPattern);
  std::erase_if(program.invocations, isOfPattern);
}

/// In the order of their main files, as what is the same in several is taken from the first.
std::vector<Unit *> inOrder(std::vector<Unit> &units) {
  std::vector<Unit *> sorted;
  for (Unit &unit : units)
    sorted.push_back(&unit);
  std::sort(sorted.begin(), sorted.end(), [](const Unit *a, const Unit *b) {
    return a->mainFile != b->mainFile ? a->mainFile < b->mainFile : a < b;
  });
  return sorted;
}

} // namespace

Program join(std::vector<Unit> units) {
  Program program;
  program.files = sortedFiles(units);
  KeyClashes clashes = clashesIn(units);
  for (Unit *unit : inOrder(units)) {
    UnitChanges changes(*unit, program.files, clashes);
    Adding(*unit, changes, program).all();
  }
  sortOnce(program.functions);
  mergeByKey(program.functions);
  dropPatterns(program);
  mergeSame(
      program.calls, [](const Call &a, const Call &b) { return order(a, b); },
      [](Call &into, Call &from) { merge(into, from); });
  sortOnce(program.invocations);
  mergeSame(
      program.visits, [](const Visit &a, const Visit &b) { return head(a) <=> head(b); },
      [](Visit &into, Visit &from) { merge(into, from); });
  mergeSame(
      program.answers, [](const Answer &a, const Answer &b) { return a.function <=> b.function; },
      [](Answer &, Answer &) {}); // what a function of a header answers is the same in all units
  sortOnce(program.sent);
  sortOnce(program.symbols);
  sortOnce(program.reads);
  sortOnce(program.openings);
  sortOnce(program.handed);
  return program;
}

} // namespace pgtidy::facts
