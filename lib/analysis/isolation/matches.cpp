// Rows of which a foreign key says that an outer join has a match for them.
#include "isolation/refutation.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

/// `item`.`own` = `others`, a column of the row that is looked for.
struct Pair {
  int item;
  std::string_view own, others;
};

/// What ON asks, column by column, of the row `other`; nothing where it asks for anything else.
std::optional<std::vector<Pair>> pairsIn(Scene &scene, const Expr &on, const Frame &frame, int other) {
  std::vector<Pair> pairs;
  if (on.kind == ExprKind::And) {
    for (const sql::ExprPtr &part : on.args) {
      std::optional<std::vector<Pair>> inner = pairsIn(scene, *part, frame, other);
      if (!inner)
        return std::nullopt;
      pairs.insert(pairs.end(), inner->begin(), inner->end());
    }
    return pairs;
  }
  if (on.kind != ExprKind::Op || on.name != "=" || on.args.size() != 2 || on.args[0]->kind != ExprKind::Column ||
      on.args[1]->kind != ExprKind::Column)
    return std::nullopt;
  const int left = scene.find(frame, on.args[0]->path), right = scene.find(frame, on.args[1]->path);
  if (left < 0 || right < 0 || (left == other) == (right == other))
    return std::nullopt;
  const size_t own = left == other ? 1 : 0;
  const int item = own == 0 ? left : right;
  pairs.push_back({item, scene.columnNamed(item, on.args[own]->path.back()),
                   scene.columnNamed(other, on.args[1 - own]->path.back())});
  return pairs;
}

/// The same of USING, where the kept side, from `first` to `last`, has the columns in one row.
std::optional<std::vector<Pair>> pairsOf(Scene &scene, const std::vector<std::string> &columns, int first, int last,
                                         int other) {
  std::vector<Pair> pairs;
  for (const std::string &column : columns) {
    for (int item = first; item < last; ++item)
      if (scene.hasColumn(item, column) == Known::Yes)
        pairs.push_back({item, scene.columnNamed(item, column), scene.columnNamed(other, column)});
      else if (scene.hasColumn(item, column) == Known::Maybe)
        return std::nullopt;
  }
  return pairs.size() == columns.size() ? std::optional(pairs) : std::nullopt;
}

bool says(const sql::ForeignKey &foreign, const Pair &pair) {
  for (size_t i = 0; i < foreign.columns.size() && i < foreign.referenced.size(); ++i)
    if (foreign.columns[i] == pair.own && foreign.referenced[i] == pair.others)
      return true;
  return false;
}

} // namespace

/// The kept row of an outer join stands alone. Where ON asks for no more than a foreign key says, a column of that key
/// is NULL then.
void Refutation::addAlone(Situation &s, const sql::From &join, int first, bool keepsLeft, const Placement &placement) {
  const int middle = first + itemCount(*join.left), last = middle + itemCount(*join.right);
  const int other = keepsLeft ? middle : first;
  const sql::From &side = keepsLeft ? *join.right : *join.left;
  const Item &parent = S.item(other);
  if (side.kind != sql::FromKind::Table || side.sampled || parent.kind != ItemKind::Table || !parent.table ||
      parent.table->rowSecurity || (parent.isOnly && S.ownership().hasParts(parent.key)))
    return;
  std::optional<std::vector<Pair>> pairs;
  if (join.on)
    pairs = pairsIn(S, *join.on, S.seenByOn(join, first, placement.frame), other);
  else if (!join.natural)
    pairs = pairsOf(S, join.usingColumns, keepsLeft ? first : middle, keepsLeft ? middle : last, other);
  if (!pairs || pairs->empty())
    return;
  const int child = pairs->front().item;
  const Item &row = S.item(child);
  const bool isHeirs = !row.isOnly && S.ownership().hasHeirs(row.key); // which need not have the key
  if (row.kind != ItemKind::Table || !row.table || isHeirs)
    return;
  for (const sql::ForeignKey &foreign : row.table->foreignKeys) {
    const bool isSaid = foreign.table == parent.table->name && foreign.schema == parent.table->schema &&
                        !foreign.notValid && S.isChecked(foreign.deferrable) &&
                        std::all_of(pairs->begin(), pairs->end(),
                                    [&](const Pair &pair) { return pair.item == child && says(foreign, pair); });
    if (!isSaid)
      continue;
    std::vector<std::vector<Fact>> unset;
    for (const std::string &column : foreign.columns)
      unset.push_back({{Fact::Kind::Null, True, Operand::columnOf(child, column, placement.view), {}}});
    return either(s, std::move(unset));
  }
}

} // namespace pgtidy::analysis::isolation
