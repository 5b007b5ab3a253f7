// FROM as facts: what holds of the rows that a join puts together.
#include "isolation/refutation.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {

uint8_t Refutation::placeFrom(Situation &s, const sql::From &from, int first, const Placement &placement) {
  if (from.kind == sql::FromKind::Join)
    return placeJoin(s, from, first, placement);
  placeItem(s, first, placement);
  return placement.view;
}

/// A row that was not known to be there has its columns by now.
void Refutation::placeItem(Situation &s, int item, const Placement &placement) {
  const bool isDecidedNow = stateOf(s, item) == ItemState::Optional;
  setState(s, item, ItemState::Present);
  const sql::Table *table = S.item(item).kind == ItemKind::Table ? S.item(item).table : nullptr;
  if (isDecidedNow && table)
    for (const auto &[name, term] : S.item(item).columns)
      if (const sql::Column *column = table->column(name);
          column && column->notNull && S.isNeverNull(S.item(item), *column))
        s.todo.push_back({Fact::Kind::NotNull, True, Operand::of(term), {}});
  if (item == placement.pinned)
    return;
  if (S.item(item).kind == ItemKind::Derived)
    openDerived(s, item, placement.view);
  else if (S.item(item).kind == ItemKind::Table)
    addPolicies(s, item, "select", false);
  else if (S.item(item).array)
    placeElement(s, item, placement.view);
}

/// A row of unnest(x) is an element of x.
void Refutation::placeElement(Situation &s, int index, uint8_t view) {
  const Item &item = S.item(index);
  const std::string_view column = item.aliases ? std::string_view((*item.aliases)[0]) : item.alias;
  equalElement(s, Operand::columnOf(index, column, view), Operand::of(*item.array, *S.before(*item.outer, index), view),
               Fact::Kind::Same);
}

uint8_t Refutation::placeJoin(Situation &s, const sql::From &join, int first, const Placement &placement) {
  if (!join.left || !join.right)
    return placement.view;
  if (join.join == sql::JoinKind::Full)
    return placeFull(s, join, first, placement);
  if (join.join != sql::JoinKind::Inner)
    return placeOuter(s, join, first, placement);
  int middle = first + itemCount(*join.left);
  uint8_t left = placeFrom(s, *join.left, first, placement);
  uint8_t right = placeFrom(s, *join.right, middle, placement);
  addOn(s, join, first, placement);
  if (placement.pinned >= first && placement.pinned < middle)
    return left;
  return placement.pinned >= middle && placement.pinned < middle + itemCount(*join.right) ? right : placement.view;
}

/// A row of the optional side gets through as a match; or it matters by keeping the other side's row from standing
/// alone: then what lies above the join sees NULL where this case's row was.
bool Refutation::takeCut(Situation &s, int first, int last, uint8_t &view) {
  if (!(Cuts >> CutsSeen++ & 1))
    return false;
  s.cut.resize(std::max(s.cut.size(), static_cast<size_t>(last)));
  for (int item = first; item < last; ++item)
    s.cut[item] = view;
  --view;
  return true;
}

uint8_t Refutation::placeOuter(Situation &s, const sql::From &join, int first, const Placement &placement) {
  int middle = first + itemCount(*join.left), last = middle + itemCount(*join.right);
  bool keepsLeft = join.join == sql::JoinKind::Left;
  const sql::From &kept = keepsLeft ? *join.left : *join.right, &side = keepsLeft ? *join.right : *join.left;
  int keptFirst = keepsLeft ? first : middle, sideFirst = keepsLeft ? middle : first;
  int sideLast = keepsLeft ? last : middle;
  if (placement.pinned >= sideFirst && placement.pinned < sideLast) {
    Placement inner = placement;
    if (takeCut(s, sideFirst, sideLast, inner.view))
      addAlone(s, join, first, keepsLeft, inner);
    placeFrom(s, kept, keptFirst, inner);
    uint8_t below = placeFrom(s, side, sideFirst, inner);
    addOn(s, join, first, inner);
    return below;
  }
  uint8_t below = placeFrom(s, kept, keptFirst, placement);
  defer(s, Split::Kind::Optional, join, first, sideFirst, sideLast, placement);
  return placement.pinned >= keptFirst && placement.pinned < (keepsLeft ? middle : last) ? below : placement.view;
}

uint8_t Refutation::placeFull(Situation &s, const sql::From &join, int first, const Placement &placement) {
  int middle = first + itemCount(*join.left), last = middle + itemCount(*join.right);
  bool inLeft = placement.pinned >= first && placement.pinned < middle;
  bool inRight = placement.pinned >= middle && placement.pinned < last;
  if (!inLeft && !inRight) {
    defer(s, Split::Kind::Full, join, first, first, last, placement);
    return placement.view;
  }
  Placement inner = placement;
  const sql::From &own = inLeft ? *join.left : *join.right, &other = inLeft ? *join.right : *join.left;
  int ownFirst = inLeft ? first : middle, otherFirst = inLeft ? middle : first;
  if (takeCut(s, ownFirst, inLeft ? middle : last, inner.view)) {
    addAlone(s, join, first, inRight, inner);
    placeFrom(s, other, otherFirst, inner);
    uint8_t below = placeFrom(s, own, ownFirst, inner);
    addOn(s, join, first, inner);
    return below;
  }
  // The row stands with or without a match.
  uint8_t below = placeFrom(s, own, ownFirst, inner);
  defer(s, Split::Kind::Optional, join, first, otherFirst, otherFirst + itemCount(other), inner);
  return below;
}

void Refutation::defer(Situation &s, Split::Kind kind, const sql::From &join, int first, int optionalFirst,
                       int optionalLast, const Placement &placement) {
  for (int item = optionalFirst; item < optionalLast; ++item)
    setState(s, item, ItemState::Optional);
  Split split;
  split.kind = kind;
  split.item = first;
  split.optionalFirst = optionalFirst;
  split.optionalLast = optionalLast;
  split.from = &join;
  split.frame = &placement.frame;
  split.view = placement.view;
  s.splits.push_back(std::move(split));
}

void Refutation::addOn(Situation &s, const sql::From &join, int first, const Placement &placement) {
  addCondition(s, join.on.get(), S.seenByOn(join, first, placement.frame), placement.view, placement.skip);
  if ((join.natural || !join.usingColumns.empty()) && !(Asked && isIgnored(join)))
    addUsing(s, join, first, placement.frame, placement.view);
}

/// Whether rows of either side may be missing somewhere in the element, so that the first of its columns need not be
/// what a join around it compares.
static bool mayLackFirst(const sql::From &from) {
  return from.kind == sql::FromKind::Join && from.left && from.right &&
         (from.join == sql::JoinKind::Right || from.join == sql::JoinKind::Full || mayLackFirst(*from.left) ||
          mayLackFirst(*from.right));
}

void Refutation::addUsing(Situation &s, const sql::From &join, int first, const Frame &, uint8_t view) {
  int middle = first + itemCount(*join.left), last = middle + itemCount(*join.right);
  auto itemWith = [&](int from, int to, std::string_view column) {
    int maybe = -1, count = 0;
    for (int i = from; i < to; ++i) {
      Known known = S.hasColumn(i, column);
      if (known == Known::Yes)
        return i;
      if (known == Known::Maybe) {
        ++count;
        maybe = i;
      }
    }
    return count == 1 ? maybe : -1;
  };
  std::vector<std::string_view> columns(join.usingColumns.begin(), join.usingColumns.end());
  if (join.natural)
    for (int i = first; i < middle; ++i)
      for (std::string_view column : S.columnNames(i))
        columns.push_back(column);
  for (std::string_view column : columns) {
    const MergedColumn own = S.mergedColumn(*join.left, first, column),
                       other = S.mergedColumn(*join.right, middle, column);
    if (own.items.size() > 1 || other.items.size() > 1) {
      if (own.isSure && other.isSure && !own.items.empty() && !other.items.empty())
        equalMerged(s, own, other, column, view);
      continue;
    }
    if ((!own.isSure && mayLackFirst(*join.left)) || (!other.isSure && mayLackFirst(*join.right)))
      continue;
    const int left = own.isSure && !own.items.empty() ? own.items[0] : itemWith(first, middle, column);
    const int right = other.isSure && !other.items.empty() ? other.items[0] : itemWith(middle, last, column);
    bool sure = !join.natural || (left >= 0 && right >= 0 && S.hasColumn(left, column) == Known::Yes &&
                                  S.hasColumn(right, column) == Known::Yes);
    if (left >= 0 && right >= 0 && sure)
      s.todo.push_back({Fact::Kind::Equal, True, Operand::columnOf(left, S.columnNamed(left, column), view),
                        Operand::columnOf(right, S.columnNamed(right, column), view)});
  }
}

} // namespace pgtidy::analysis::isolation
