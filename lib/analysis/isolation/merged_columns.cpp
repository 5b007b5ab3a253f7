// The columns that USING and NATURAL make one of two.
#include "isolation/refutation.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {

bool mergesBy(const sql::From &join, std::string_view column) {
  return join.kind == sql::FromKind::Join &&
         (join.natural ||
          std::find(join.usingColumns.begin(), join.usingColumns.end(), column) != join.usingColumns.end());
}

/// That of the side that the join keeps; of two that are equal where both are there, the simpler one.
static MergedColumn keptBy(const sql::From &join, MergedColumn left, MergedColumn right) {
  if (join.join == sql::JoinKind::Full) {
    left.items.insert(left.items.end(), right.items.begin(), right.items.end());
    left.isSure &= right.isSure;
    return left;
  }
  const bool isOfRight = join.join == sql::JoinKind::Right ||
                         (join.join == sql::JoinKind::Inner && right.items.size() < left.items.size());
  return isOfRight ? right : left;
}

MergedColumn Scene::mergedColumn(const sql::From &from, int first, std::string_view column) {
  if (from.kind != sql::FromKind::Join || !from.left || !from.right) {
    const Known known = Items[first].joinRenamed ? Known::Maybe : hasColumn(first, column);
    return known == Known::No ? MergedColumn() : MergedColumn{{first}, known == Known::Yes};
  }
  const int middle = first + isolation::itemCount(*from.left);
  MergedColumn left = mergedColumn(*from.left, first, column), right = mergedColumn(*from.right, middle, column);
  const bool areBoth = !left.items.empty() && !right.items.empty();
  if (!mergesBy(from, column) || (from.natural && !areBoth)) {
    if (areBoth && left.isSure != right.isSure) // the other only might have it
      return left.isSure ? left : right;
    return areBoth ? MergedColumn{{}, false} : left.items.empty() ? right : left;
  }
  if (!from.natural) { // what USING names is there
    left.isSure |= left.items.size() == 1;
    right.isSure |= right.items.size() == 1;
  }
  if (!areBoth || !left.isSure || !right.isSure)
    return {{}, false};
  return keptBy(from, std::move(left), std::move(right));
}

MergedColumn Scene::mergedIn(const Frame &frame, std::string_view column) {
  MergedColumn found;
  int first = frame.first + (frame.hasTarget ? 1 : 0);
  auto add = [&](const sql::From &from) {
    MergedColumn one = mergedColumn(from, first, column);
    first += isolation::itemCount(from);
    if (!one.isSure || (!one.items.empty() && !found.items.empty()))
      found = {{}, false};
    else if (found.isSure && !one.items.empty())
      found = std::move(one);
  };
  if (frame.from)
    for (const sql::FromPtr &from : *frame.from)
      add(*from);
  if (frame.source)
    add(*frame.source);
  return found;
}

std::vector<int> Scene::merged(const Frame &frame, const std::vector<std::string> &path) {
  const Frame *f = &frame;
  while (f && findIn(*f, path) == -1)
    f = f->outer;
  if (!f || path.size() != 1 || f->isGrouped)
    return {};
  const MergedColumn column = mergedIn(*f, path[0]);
  return column.isSure && column.items.size() > 1 ? column.items : std::vector<int>();
}

/// Equal are the columns of both sides as the joins within them make them: the first that is not NULL.
void Refutation::equalMerged(Situation &s, const MergedColumn &left, const MergedColumn &right, std::string_view column,
                             uint8_t view) {
  auto of = [&](int item) { return Operand::columnOf(item, S.columnNamed(item, column), view); };
  std::vector<std::vector<Fact>> ways;
  std::vector<Fact> before;
  for (int x : left.items) {
    std::vector<Fact> within = before;
    for (int y : right.items) {
      std::vector<Fact> &way = ways.emplace_back(within);
      way.push_back({Fact::Kind::Equal, True, of(x), of(y)});
      within.push_back({Fact::Kind::Null, True, of(y), {}});
    }
    before.push_back({Fact::Kind::Null, True, of(x), {}});
  }
  either(s, std::move(ways));
}

} // namespace pgtidy::analysis::isolation
