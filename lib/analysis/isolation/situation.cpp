// The way from the statement to the supposed row: joins, conditions and sub-queries as facts.
#include "isolation/displaced.h"
#include "isolation/effects.h"
#include "isolation/refutation.h"
#include "isolation/scalars.h"

#include <algorithm>
#include <bit>

namespace pgtidy::analysis::isolation {
namespace {

constexpr int BudgetOfOne = 60000;
constexpr unsigned MostCuts = 4;

} // namespace

int itemCount(const sql::From &from) {
  if (from.kind != sql::FromKind::Join)
    return 1;
  return (from.left ? itemCount(*from.left) : 0) + (from.right ? itemCount(*from.right) : 0);
}

/// A search that was given up is made once more, joins before conditions: of a chain of outer joins, each with an OR in
/// ON, the rows that are there show it without any of those.
Outcome Refutation::refute(const Path &path, const Supposition &supposed) {
  Outcome outcome;
  for (const bool joinsFirst : {false, true}) {
    Current = {};
    JoinsFirst = joinsFirst;
    const int given = Budget = std::min(BudgetOfOne, Total);
    outcome = refuteWithin(path, supposed);
    Total -= given - std::max(Budget, 0);
    if (!outcome.tooLarge)
      break;
  }
  return outcome;
}

Outcome Refutation::refuteWithin(const Path &path, const Supposition &supposed) {
  Way = &path;
  SignedIn = supposed.signedIn;
  PublicToo = supposed.publicToo;
  unsigned cuts = 0, all = 0;
  do {
    if (attempt(path, supposed, cuts))
      return Current;
    all = CutsSeen;
    if (all > MostCuts) {
      Current.tooLarge = true;
      return Current;
    }
  } while (++cuts < (1u << all));
  Current.closed = !Current.tooLarge;
  return Current;
}

/// Whether the supposed row can get through (or the search was given up).
bool Refutation::attempt(const Path &path, const Supposition &supposed, unsigned cuts) {
  Situation s(S.terms());
  Cuts = cuts;
  CutsSeen = 0;
  uint8_t view = static_cast<uint8_t>(std::popcount(cuts));
  for (size_t i = 0; i + 1 < path.size(); ++i) // the way's own sub-queries are known
    if (int item = path[i].item; item >= 0) {
      s.arms.resize(std::max(s.arms.size(), static_cast<size_t>(item) + 1));
      s.arms[item].frame = path[i + 1].frame;
    }
  std::vector<const Frame *> displaced(path.size());
  for (size_t i = 1; cuts == 0 && i < path.size(); ++i) { // where a row is seen as NULL that is not followed
    displaced[i] = openDisplaced(path, i);
    if (displaced[i])
      s.arms[path[i - 1].item].frame = displaced[i];
  }
  for (size_t i = 0; i < path.size(); ++i) {
    place(s, path[i], view);
    if (displaced[i])
      placeDisplaced(s, path, i, *displaced[i]);
    for (Fact fact : path[i].extra) {
      fact.a.view = fact.b.view = view;
      s.todo.push_back(fact);
    }
    if (i + 1 < path.size() && path[i + 1].linked)
      linkSubquery(s, path[i], path[i + 1], view);
  }
  for (const Fact &fact : supposed.facts)
    s.todo.push_back(fact);
  if (supposed.written >= 0)
    addPolicies(s, supposed.written, supposed.policies, true);
  if (supposed.stranger >= 0) {
    int row = supposed.stranger;
    addPolicies(s, row, supposed.policies, S.item(row).kind == ItemKind::NewRow);
    if (!suppose(s, row, supposed.nobodyToo)) {
      contradiction(s);
      return false;
    }
  }
  return possible(s);
}

/// A row that is handed up, where the supposed one of the block `way[at]` matters by another; null where that is not
/// followed: keys that are equal may be written otherwise (1.0 and 1.00).
const Frame *Refutation::openDisplaced(const Path &way, size_t at) {
  const Frame &frame = *way[at].frame;
  const auto keys = sharedWithDisplaced(way, at, S);
  if (!keys || !std::all_of(keys->begin(), keys->end(), [&](const sql::Expr *key) {
        return isEqualAsWritten(baseOf(typeAsWritten(Operand::of(*key, frame, 0)), S.ownership().catalog()));
      }))
    return nullptr;
  return S.open(*frame.query, frame.outer, frame.scope, frame.rights);
}

void Refutation::placeDisplaced(Situation &s, const Path &way, size_t at, const Frame &displaced) {
  uint8_t view = 0;
  place(s, Step::at(displaced, -1), view);
  const auto keys = sharedWithDisplaced(way, at, S);
  for (const sql::Expr *key : *keys)
    s.todo.push_back({Fact::Kind::Same, True, Operand::of(*key, *way[at].frame, 0), Operand::of(*key, displaced, 0)});
}

void Refutation::place(Situation &s, const Step &step, uint8_t &view) {
  if (step.bare)
    return;
  const Frame &frame = *step.frame;
  uint8_t below = view;
  int next = frame.first;
  if (frame.hasTarget)
    placeItem(s, next++, {frame, step.item, step.skip, view});
  auto element = [&](const sql::From &from) {
    int last = next + itemCount(from);
    uint8_t inner = placeFrom(s, from, next, {frame, step.item, step.skip, view});
    if (step.item >= next && step.item < last)
      below = inner;
    next = last;
  };
  if (frame.from)
    for (const sql::FromPtr &from : *frame.from)
      element(*from);
  if (frame.source)
    element(*frame.source);
  addCondition(s, frame.where, frame, view, step.skip);
  if (frame.query) {
    if (frame.query->having && !callsWriter(*frame.query, S.ownership()))
      addCondition(s, frame.query->having.get(), frame.grouped ? *frame.grouped : frame, view, step.skip);
    if (step.item >= 0)
      addInfluence(s, frame, step.item, view);
  }
  view = below;
}

/// Whether a value may be NULL: all but columns that are NOT NULL, of rows that are there.
bool Refutation::mayBeNull(const Situation &s, const sql::Expr &value, const Frame &frame) {
  const int item = value.kind == sql::ExprKind::Column ? S.find(frame, value.path) : -1;
  if (item < 0 || S.item(item).kind != ItemKind::Table || !S.item(item).table)
    return true;
  const bool isOnly = item == frame.first && frame.last == frame.first + 1; // no outer join is there
  const sql::Column *column = S.item(item).table->column(value.path.back());
  return !column || !column->notNull || (!isOnly && stateOf(s, item) != ItemState::Present);
}

/// `x IN (SELECT y …)`: only a row whose y is x changes the answer, or, where an answer that is NULL matters, one whose
/// y is NULL, and any where x is.
void Refutation::linkSubquery(Situation &s, const Step &outer, const Step &inner, uint8_t view) {
  const sql::Query *query = inner.frame->query;
  if (!query || inner.barred || query->limit || query->offset || !query->distinctOn.empty() || query->groupingSets)
    return;
  auto isOfRow = [&](const sql::Expr &target) { // or of all rows of its group
    std::vector<const sql::Expr *> calls;
    collectWindows(&target, calls);
    collectAggregates(&target, S.ownership().catalog(), calls);
    return calls.empty() && target.kind != sql::ExprKind::Star;
  };
  if (inner.linked->kind == sql::ExprKind::Row) { // (x, y) IN (SELECT …): all of them are equal
    const auto &left = inner.linked->args;
    std::vector<const sql::Expr *> windows;
    for (const sql::Target &target : query->targets)
      collectWindows(target.value.get(), windows);
    auto isStar = [](const sql::ExprPtr &part) { return part && givesColumns(*part); };
    if (inner.linkedByNull || left.size() != query->targets.size() || !windows.empty() ||
        std::any_of(left.begin(), left.end(), isStar) ||
        std::any_of(query->targets.begin(), query->targets.end(),
                    [&](const sql::Target &target) { return isStar(target.value); }))
      return;
    for (size_t i = 0; i < left.size(); ++i)
      if (const sql::Expr *target = query->targets[i].value.get(); target && isOfRow(*target))
        s.todo.push_back({Fact::Kind::Equal, True, Operand::of(*left[i], *outer.frame, view),
                          Operand::of(*target, *inner.frame, view)});
    return;
  }
  if (query->targets.size() != 1 || !query->targets[0].value || !isOfRow(*query->targets[0].value))
    return;
  const sql::Expr &target = *query->targets[0].value;
  const Operand x = Operand::of(*inner.linked, *outer.frame, view), y = Operand::of(target, *inner.frame, view);
  std::vector<std::vector<Fact>> ways{{{Fact::Kind::Equal, True, x, y}}};
  if (inner.linkedByNull && mayBeNull(s, target, *inner.frame))
    ways.push_back({{Fact::Kind::Null, True, y, {}}});
  if (inner.linkedByNull && mayBeNull(s, *inner.linked, *outer.frame))
    ways.push_back({{Fact::Kind::Null, True, x, {}}});
  either(s, std::move(ways));
}

void Refutation::addCondition(Situation &s, const sql::Expr *condition, const Frame &frame, uint8_t view,
                              const sql::Expr *skip) {
  if (!condition || condition == skip)
    return;
  if (condition->kind == sql::ExprKind::And) {
    for (const sql::ExprPtr &part : condition->args)
      addCondition(s, part.get(), frame, view, skip);
    return;
  }
  if (Asked && isIgnored(*condition))
    return;
  s.todo.push_back({Fact::Kind::Truth, True, Operand::of(*condition, frame, view), {}});
}

void Refutation::setState(Situation &s, int item, ItemState state) {
  if (s.states.size() <= static_cast<size_t>(item))
    s.states.resize(item + 1, ItemState::Unused);
  s.states[item] = state;
}

void Refutation::setAbsent(Situation &s, int first, int last) {
  for (int item = first; item < last; ++item) {
    setState(s, item, ItemState::Absent);
    if (S.item(item).kind == ItemKind::Table || S.item(item).kind == ItemKind::Opaque)
      for (const auto &[name, term] : S.item(item).columns)
        s.todo.push_back({Fact::Kind::Null, True, Operand::of(term), {}});
  }
}

} // namespace pgtidy::analysis::isolation
