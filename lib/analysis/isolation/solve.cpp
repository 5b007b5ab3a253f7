// The search: facts into equalities, then case by case until a situation without contradiction is found.
#include "isolation/refutation.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {

bool Refutation::spend(int amount) {
  Budget -= amount;
  return Budget > 0;
}

/// Notes who took part in the contradiction that was just found.
void Refutation::accuse(std::vector<Culprit> &list, std::string text, UserKeys keys) {
  auto known = std::find_if(list.begin(), list.end(), [&](const Culprit &one) { return one.text == text; });
  if (known == list.end())
    known = list.insert(list.end(), Culprit{std::move(text)});
  known->always &= keys;
  known->sometimes |= keys;
}

bool Refutation::contradiction(Situation &s) {
  Term culprit = s.equal.culprit();
  if (culprit < 0)
    return false;
  std::string text = S.scalarText(culprit);
  if (!text.empty()) {
    accuse(Culprits, std::move(text), s.equal.culpritKeys());
    return false;
  }
  Constant = S.constantLocation(culprit);
  if (Selected.constantFor)
    accuse(ConstantCulprits, S.constantText(culprit), s.equal.culpritKeys());
  return false;
}

void Refutation::either(Situation &s, std::vector<std::vector<Fact>> alternatives) {
  if (alternatives.size() == 1) {
    for (Fact &fact : alternatives[0])
      s.todo.push_back(fact);
    return;
  }
  Split split;
  split.alternatives = std::make_shared<const std::vector<std::vector<Fact>>>(std::move(alternatives));
  s.splits.push_back(std::move(split));
}

/// Whether a may be below b, or at most b.
bool Refutation::mayBeInOrder(Situation &s, Fact::Kind kind, const Resolved &a, const Resolved &b) {
  const std::optional<long long> x = S.integer(a.term), y = S.integer(b.term);
  if (x && y)
    return kind == Fact::Kind::Below ? *x < *y : *x <= *y;
  return s.equal.atMost(a.term, b.term);
}

/// Whether it stands for several elements.
static bool isStar(const sql::ExprPtr &part) { return part && givesColumns(*part); }

/// (a, b) = (c, d) is a = c AND b = d; ARRAY[a] = ARRAY[b], too, but takes NULL and NULL for the same. False where the
/// fact is of single values.
static bool putElements(Agenda<Fact> &todo, const Fact &fact) {
  auto are = [&](sql::ExprKind kind) {
    return fact.a.expr && fact.b.expr && fact.a.expr->kind == kind && fact.b.expr->kind == kind;
  };
  const bool areRows = are(sql::ExprKind::Row), areArrays = fact.kind == Fact::Kind::Equal && are(sql::ExprKind::Array);
  if (!areRows && !areArrays)
    return false;
  const sql::Expr &x = *fact.a.expr, &y = *fact.b.expr;
  if (llvm::any_of(x.args, isStar) || llvm::any_of(y.args, isStar))
    return true; // which is which is not known
  const bool all =
      areArrays ? x.args.size() == y.args.size() : fact.kind == Fact::Kind::Equal || fact.kind == Fact::Kind::Same;
  for (size_t i = 0; all && i < x.args.size() && i < y.args.size(); ++i)
    todo.push_back({areArrays ? Fact::Kind::Same : fact.kind, True, Operand::of(*x.args[i], *fact.a.frame, fact.a.view),
                    Operand::of(*y.args[i], *fact.b.frame, fact.b.view)});
  return true;
}

/// Whether both are ARRAY[…], the elements of one of which are compared as one type makes them.
bool Refutation::areMergedElements(const Fact &fact) {
  auto isList = [](const Operand &one) { return one.expr && one.expr->kind == sql::ExprKind::Array; };
  return isList(fact.a) && isList(fact.b) &&
         (mayMergeIn(*fact.a.expr, *fact.a.frame) || mayMergeIn(*fact.b.expr, *fact.b.frame));
}

bool Refutation::apply(Situation &s, const Fact &fact) {
  if (fact.kind == Fact::Kind::Truth)
    return truth(s, fact.a, fact.mask);
  if (fact.kind == Fact::Kind::Open) {
    setState(s, fact.a.item, ItemState::Present);
    openDerived(s, fact.a.item, fact.a.view);
    return true;
  }
  if (fact.kind == Fact::Kind::Row) {
    uint8_t below = fact.a.view;
    place(s, {fact.a.frame, -1, nullptr, false, false, {}, nullptr}, below);
    return true;
  }
  bool binary = fact.kind != Fact::Kind::Null && fact.kind != Fact::Kind::NotNull && fact.kind != Fact::Kind::Stranger;
  if (binary && (areMergedElements(fact) || putElements(s.todo, fact) || isComparedByOwn(s, fact.a, fact.b)))
    return true;
  Resolved a = resolve(s, fact.a);
  if (a.kind == Resolved::Kind::Blocked) {
    s.blocked.push_back(fact);
    return true;
  }
  Resolved b;
  if (binary) {
    b = resolve(s, fact.b);
    if (b.kind == Resolved::Kind::Blocked) {
      s.blocked.push_back(fact);
      return true;
    }
  }
  if (a.kind == Resolved::Kind::Branching)
    return applyBranching(s, fact, a.expr, true);
  if (binary && b.kind == Resolved::Kind::Branching)
    return applyBranching(s, fact, b.expr, false);
  bool possible = true;
  const bool isMerged = binary && areMerged(a.type, b.type);
  if (binary) {
    const Term seen = seenBy(s, a, b);
    b.term = seenBy(s, b, a);
    a.term = seen;
  }
  switch (fact.kind) {
  case Fact::Kind::Equal:
    if (isMerged) {
      possible = s.equal.mark(a.term, NotNull) && s.equal.mark(b.term, NotNull);
      break;
    }
    possible = s.equal.mergeEqual(a.term, b.term);
    break;
  case Fact::Kind::Same:
    possible = isMerged || s.equal.merge(a.term, b.term);
    break;
  case Fact::Kind::NotEqual:
    possible = s.equal.mark(a.term, NotNull) && s.equal.mark(b.term, NotNull) && s.equal.differ(a.term, b.term);
    break;
  case Fact::Kind::Distinct:
    possible = s.equal.differ(a.term, b.term);
    break;
  case Fact::Kind::AtMost:
  case Fact::Kind::Below:
    possible = s.equal.mark(a.term, NotNull) && s.equal.mark(b.term, NotNull) &&
               (isMerged || ((fact.kind == Fact::Kind::AtMost || s.equal.differ(a.term, b.term)) &&
                             mayBeInOrder(s, fact.kind, a, b)));
    break;
  case Fact::Kind::Null:
    possible = s.equal.mark(a.term, IsNull);
    break;
  case Fact::Kind::NotNull:
    possible = s.equal.mark(a.term, NotNull);
    break;
  case Fact::Kind::Stranger:
    possible = s.equal.mark(a.term, notPrincipal(fact.keys));
    break;
  case Fact::Kind::Truth:
  case Fact::Kind::Open:
  case Fact::Kind::Row:
    break;
  }
  return possible || contradiction(s);
}

bool Refutation::propagate(Situation &s) {
  for (bool changed = true; changed;) {
    while (!s.todo.empty()) {
      if (!spend(4)) {
        Current.tooLarge = true;
        return true;
      }
      const Fact fact = s.todo.take();
      if (!apply(s, fact))
        return contradiction(s);
    }
    changed = false;
    if (!saturate(s, changed))
      return contradiction(s);
    changed |= !s.todo.empty();
  }
  return true;
}

/// Conditions first, then what they need to know, or the other way round; joins and branches that nothing refers to can
/// stay open.
int Refutation::chooseSplit(const Situation &s) const {
  int chosen = -1;
  for (size_t i = 0; i < s.splits.size(); ++i) {
    const Split &split = s.splits[i];
    if (split.kind == Split::Kind::Witness)
      return static_cast<int>(i);
    if (split.kind == Split::Kind::Any)
      chosen = chosen < 0 ? static_cast<int>(i) : chosen;
  }
  if (chosen >= 0 && !JoinsFirst)
    return chosen;
  for (size_t i = 0; i < s.splits.size(); ++i) {
    const Split &split = s.splits[i];
    int first = split.from ? split.optionalFirst : split.item;
    int last = split.from ? split.optionalLast : split.item + 1;
    for (int item = first; item < last; ++item)
      if (static_cast<size_t>(item) < s.touched.size() && s.touched[item])
        return static_cast<int>(i);
  }
  return chosen;
}

/// Whether a situation without contradiction is left (or the search was given up).
bool Refutation::possible(Situation &s) {
  if (!propagate(s))
    return false;
  if (Current.tooLarge)
    return true;
  int next = chooseSplit(s);
  if (next < 0)
    return true;
  const Split split = std::move(s.splits[next]);
  s.splits.erase(s.splits.begin() + next);
  if (!spend(static_cast<int>(20 + s.states.size()))) {
    Current.tooLarge = true;
    return true;
  }
  s.todo.append(s.blocked);
  s.blocked.clear();
  return anyPossible(s, split);
}

/// The situation for one more case: a copy, or where no case comes after it, the situation itself.
static auto forCase(auto &s, bool isLast) { return isLast ? std::move(s) : s; }

bool Refutation::anyPossible(Situation &s, const Split &split) {
  if (split.kind == Split::Kind::Any) {
    const std::vector<std::vector<Fact>> &alternatives = *split.alternatives;
    for (const std::vector<Fact> &alternative : alternatives) {
      Situation branch = forCase(s, &alternative == &alternatives.back());
      branch.todo.prepend(alternative);
      if (possible(branch))
        return true;
    }
    return false;
  }
  if (split.kind == Split::Kind::Arms) {
    const std::vector<Arm> arms = armsOf(split.item);
    for (const Arm &arm : arms) {
      Situation branch = forCase(s, &arm == &arms.back());
      openArm(branch, split.item, arm, split.view);
      if (possible(branch))
        return true;
    }
    return false;
  }
  if (split.kind == Split::Kind::Witness) {
    size_t count = routeCount(split.item);
    const TableOwnership *owned = S.item(split.item).owned;
    for (size_t route = 0; route < count; ++route) {
      Situation branch = forCase(s, route + 1 == count);
      bool fits = true;
      if (route < owned->ownerColumns.size()) {
        fits = branch.equal.mark(S.column(split.item, owned->ownerColumns[route]), NotNull);
      } else {
        size_t link = route - owned->ownerColumns.size();
        for (const std::string &column : owned->parents[link].columns)
          fits = fits && branch.equal.mark(S.column(split.item, column), NotNull);
        fits = fits && supposeWitness(branch, parentRow(split.item, link));
      }
      if (!fits)
        contradiction(branch);
      else if (possible(branch))
        return true;
    }
    return false;
  }
  // An outer join: the optional side has a row that meets ON, or it is NULL.
  bool full = split.kind == Split::Kind::Full;
  const sql::From &join = *split.from;
  bool leftOptional = full || split.optionalFirst == split.item, rightOptional = full || !leftOptional;
  int leftCount = itemCount(*join.left);
  struct Case {
    bool left, right;
  };
  llvm::SmallVector<Case, 3> cases{{true, true}};
  if (rightOptional)
    cases.push_back({true, false});
  if (leftOptional)
    cases.push_back({false, true});
  for (const Case &one : cases) {
    Situation branch = forCase(s, &one == &cases.back());
    Placement placement{*split.frame, -1, nullptr, split.view};
    if (leftOptional) {
      if (one.left)
        placeFrom(branch, *join.left, split.item, placement);
      else
        setAbsent(branch, split.item, split.item + leftCount);
    }
    int rightFirst = split.item + leftCount;
    if (rightOptional) {
      if (one.right)
        placeFrom(branch, *join.right, rightFirst, placement);
      else
        setAbsent(branch, rightFirst, rightFirst + itemCount(*join.right));
    }
    if (one.left && one.right)
      addOn(branch, join, split.item, placement);
    else
      addAlone(branch, join, split.item, one.left, placement);
    if (possible(branch))
      return true;
  }
  return false;
}

} // namespace pgtidy::analysis::isolation
