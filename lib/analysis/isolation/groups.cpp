// GROUP BY: which groups there are, and what all rows of one have in common.
#include "isolation/having.h"
#include "isolation/refutation.h"
#include "isolation/scalars.h"
#include "isolation/visit.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

struct Joined {
  const sql::From *join;
  int first;
};

/// Rows of a block that may be missing, by their items.
class Hidden {
public:
  Hidden(Scene &scene, const Frame &frame, const std::vector<std::string> &holeNames)
      : S(scene), Block(frame), HoleNames(holeNames) {}

  void add(int first, int last) { Ranges.emplace_back(first, last); }

  /// Whether the expression may read one of them.
  bool isReadBy(const Expr *expr) const { return isReadBy(expr, Block); }

  bool isReadBy(const Joined &one) const {
    const sql::From &join = *one.join;
    return join.natural || isReadBy(join.on.get(), S.seenByOn(join, one.first, Block)) ||
           std::any_of(join.usingColumns.begin(), join.usingColumns.end(), [&](const std::string &column) {
             return anyItem([&](int item) { return S.hasColumn(item, column) != Known::No; });
           });
  }

  /// Whether an element of FROM may read those before it.
  static bool looksBack(const sql::From &from) {
    if (from.kind == sql::FromKind::Join)
      return looksBack(*from.left) || looksBack(*from.right);
    return from.lateral || from.kind == sql::FromKind::Function || from.kind == sql::FromKind::Unknown || from.sampled;
  }

private:
  template <typename Test> bool anyItem(Test test) const {
    for (auto [first, last] : Ranges)
      for (int item = first; item < last; ++item)
        if (test(item))
          return true;
    return false;
  }

  bool isReadBy(const Expr *expr, const Frame &seen) const {
    bool found = false;
    if (expr)
      visitExpr(*expr, [&](const Expr &part, const Place &) { found |= isRead(part, seen); });
    return found;
  }

  bool isRead(const Expr &part, const Frame &seen) const {
    if (part.kind == ExprKind::Star || part.kind == ExprKind::Unknown)
      return true;
    if (part.kind == ExprKind::Hole)
      return !scalarText(part, S.ownership(), HoleNames);
    if (part.kind != ExprKind::Column)
      return false;
    const int found = S.find(seen, part.path);
    return found == -2 || anyItem([&](int item) {
             return item == found || (part.path.size() == 1 && S.item(item).alias == part.path[0]); // the whole row
           });
  }

  Scene &S;
  const Frame &Block;
  const std::vector<std::string> &HoleNames;
  std::vector<std::pair<int, int>> Ranges;
};

/// The joins around the item, outer ones first.
std::vector<Joined> joinsAround(const sql::From &from, int first, int item) {
  std::vector<Joined> joins;
  const sql::From *at = &from;
  while (at->kind == sql::FromKind::Join && at->left && at->right) {
    joins.push_back({at, first});
    const int middle = first + itemCount(*at->left);
    at = item < middle ? at->left.get() : at->right.get();
    first = item < middle ? first : middle;
  }
  return joins;
}

bool keepsLeft(const sql::From &join) { return join.join == sql::JoinKind::Left; }

bool isOneSided(const sql::From &join) { return join.join == sql::JoinKind::Left || join.join == sql::JoinKind::Right; }

/// Whether the item is on the side that the join keeps.
bool isKept(const Joined &one, int item) {
  return (item < one.first + itemCount(*one.join->left)) == keepsLeft(*one.join);
}

/// Hides the side that the join may leave out.
void hideSide(const Joined &one, Hidden &hidden) {
  const int middle = one.first + itemCount(*one.join->left);
  if (keepsLeft(*one.join))
    hidden.add(middle, middle + itemCount(*one.join->right));
  else
    hidden.add(one.first, middle);
}

const sql::From &otherSide(const Joined &one, int item) {
  return item < one.first + itemCount(*one.join->left) ? *one.join->right : *one.join->left;
}

/// What a key of GROUP BY may mean: itself, or an output of that number or name.
bool isReadByKey(const Hidden &hidden, const Expr &key, const sql::Query &query) {
  bool isRead = hidden.isReadBy(&key);
  if (key.kind == ExprKind::Const && key.constant == sql::ConstKind::Integer) {
    const size_t number = std::strtoul(key.value.c_str(), nullptr, 10);
    return number < 1 || number > query.targets.size() || hidden.isReadBy(query.targets[number - 1].value.get());
  }
  if (key.kind == ExprKind::Column && key.path.size() == 1)
    for (const sql::Target &target : query.targets)
      isRead |= target.name == key.path[0] && hidden.isReadBy(target.value.get());
  return isRead;
}

} // namespace

/// Whether the block has the same groups whatever rows there are of the item: it is on the side of an outer join that
/// may be missing, and neither GROUP BY nor what else leaves rows out looks at that side.
bool Refutation::isMadeByOthers(const Frame &frame, int item) {
  const sql::Query &query = *frame.query;
  if (query.groupBy.empty() || query.groupingSets || !frame.from)
    return false;
  std::vector<Joined> joins;
  int first = frame.first;
  for (const sql::FromPtr &from : *frame.from) {
    const int last = first + itemCount(*from);
    if (item >= first && item < last)
      joins = joinsAround(*from, first, item);
    else if (item < first && Hidden::looksBack(*from))
      return false;
    first = last;
  }
  for (size_t at = joins.size(); at-- > 0;) {
    if (!isOneSided(*joins[at].join) || isKept(joins[at], item))
      continue;
    Hidden hidden(S, frame, HoleNames);
    hideSide(joins[at], hidden);
    bool isHidden = true;
    for (size_t above = at; above-- > 0 && isHidden;) {
      const Joined &join = joins[above];
      if (!hidden.isReadBy(join) && !Hidden::looksBack(otherSide(join, item)))
        continue;
      isHidden = isOneSided(*join.join) && isKept(join, item);
      if (isHidden)
        hideSide(join, hidden);
    }
    if (isHidden && !hidden.isReadBy(query.where.get()) &&
        std::none_of(query.groupBy.begin(), query.groupBy.end(),
                     [&](const sql::ExprPtr &key) { return !key || isReadByKey(hidden, *key, query); }))
      return true;
  }
  return false;
}

/// What a key of GROUP BY means: itself, or an output of that number, or of that name where no column has it.
static const Expr &meantByKey(const Expr &key, const Frame &frame, Scene &scene) {
  const auto &targets = frame.query->targets;
  if (key.kind == ExprKind::Const && key.constant == sql::ConstKind::Integer) {
    const size_t number = std::strtoul(key.value.c_str(), nullptr, 10);
    return number >= 1 && number <= targets.size() && targets[number - 1].value ? *targets[number - 1].value : key;
  }
  if (key.kind == ExprKind::Column && key.path.size() == 1 && scene.find(frame, key.path) == -1)
    for (const sql::Target &target : targets)
      if (target.name == key.path[0] && target.value)
        return *target.value;
  return key;
}

/// Whether HAVING leaves out a group of which no aggregate takes in a row, and all rows of a group have its keys in the
/// same letters and digits: those of a numeric 1.0 and 1.00 differ.
bool Refutation::leavesEmptyOut(const Frame &frame) {
  const sql::Query &query = *frame.query;
  if (query.groupBy.empty() || query.groupingSets || S.hasOwnComparisons() ||
      mayHoldOfNone(query.having.get(), S.ownership().catalog()))
    return false;
  return std::all_of(query.groupBy.begin(), query.groupBy.end(), [&](const sql::ExprPtr &written) {
    const Expr *key = written ? &meantByKey(*written, frame, S) : nullptr;
    const int item = key && key->kind == ExprKind::Column ? S.find(frame, key->path) : -1;
    const sql::Table *table = item >= frame.first && item < frame.last ? S.item(item).table : nullptr;
    const sql::Column *column = table ? table->column(S.columnNamed(item, key->path.back())) : nullptr;
    return column && isEqualAsWritten(column->type);
  });
}

/// Whether all rows of a group have the same in the column: it is a key of the groups, or of a row whose key is among
/// those.
bool Refutation::isSameInGroup(const Expr &column, const Frame &frame) {
  const int item = S.find(frame, column.path);
  if (item < frame.first || item >= frame.last)
    return false;
  const Item &row = S.item(item);
  std::vector<std::string_view> keys; // of that row
  for (const sql::ExprPtr &written : frame.query->groupBy)
    if (const Expr *key = written ? &meantByKey(*written, frame, S) : nullptr;
        key && key->kind == ExprKind::Column && S.find(frame, key->path) == item)
      keys.push_back(S.columnNamed(item, key->path.back()));
  auto isKey = [&](std::string_view name) { return std::find(keys.begin(), keys.end(), name) != keys.end(); };
  if (isKey(S.columnNamed(item, column.path.back())))
    return true;
  const bool isInOne = row.isOnly || !S.ownership().hasHeirs(row.key);
  return row.kind == ItemKind::Table && row.table && isInOne &&
         std::any_of(row.table->keys.begin(), row.table->keys.end(), [&](const sql::Key &key) {
           return key.primary && !key.deferrable && std::all_of(key.columns.begin(), key.columns.end(), isKey);
         });
}

/// x of max(x), min(x), bool_and(x) and bool_or(x), where all rows of a group have the same x. Null for other calls.
const Expr *Refutation::sameInGroup(const Expr &call, const Frame &frame) {
  static constexpr const char *Names[] = {"max", "min", "bool_and", "every", "bool_or"};
  if (!frame.query || frame.query->groupBy.empty() || frame.query->groupingSets || (call.func && call.func->filter) ||
      std::none_of(std::begin(Names), std::end(Names),
                   [&](const char *name) { return isPlainAggregate(call, name, S.ownership().catalog()); }))
    return nullptr;
  bool isSame = true, isOwn = false; // of this block, not of one around it
  visitExpr(*call.args[0], [&](const Expr &part, const Place &) {
    const int item = part.kind == ExprKind::Column ? S.find(frame, part.path) : -1;
    isOwn |= item >= frame.first && item < frame.last;
    if (item >= 0 && (item < frame.first || item >= frame.last))
      return; // a row of a query around this one
    isSame &= !part.query && part.kind != ExprKind::Star && part.kind != ExprKind::Field &&
              part.kind != ExprKind::Unknown &&
              (part.kind != ExprKind::Func || userText(part, S.ownership(), HoleNames)) &&
              (part.kind != ExprKind::Column || isSameInGroup(part, frame));
  });
  return isSame && isOwn ? call.args[0].get() : nullptr;
}

} // namespace pgtidy::analysis::isolation
