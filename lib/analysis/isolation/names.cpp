// Which item a column name means.
#include "isolation/refutation.h"

#include <algorithm>
#include <array>

namespace pgtidy::analysis::isolation {
namespace {

bool isSystemColumn(std::string_view name) {
  constexpr std::array<std::string_view, 6> names{"ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

Known columnOf(const sql::Table *table, std::string_view column) {
  if (!table || table->columns.empty())
    return Known::Maybe;
  return table->column(column) || isSystemColumn(column) ? Known::Yes : Known::No;
}

bool mentions(const sql::From *from, const std::string &name);

bool mentions(const sql::Query *query, const std::string &name) {
  if (!query)
    return false;
  if (mentions(query->left.get(), name) || mentions(query->right.get(), name))
    return true;
  return std::any_of(query->from.begin(), query->from.end(),
                     [&](const sql::FromPtr &from) { return mentions(from.get(), name); });
}

bool mentions(const sql::From *from, const std::string &name) {
  if (!from)
    return false;
  if (from->kind == sql::FromKind::Table)
    return from->table.schema.empty() && from->table.name == name;
  return mentions(from->left.get(), name) || mentions(from->right.get(), name) || mentions(from->query.get(), name);
}

bool ownsBy(const Item &item, std::string_view column) {
  return item.owned && std::find(item.owned->ownerColumns.begin(), item.owned->ownerColumns.end(), column) !=
                           item.owned->ownerColumns.end();
}

/// Whether a USING or NATURAL join of the kind makes one column of two.
bool joinsBy(const sql::From &from, sql::JoinKind kind, std::string_view column) {
  if (from.kind != sql::FromKind::Join)
    return false;
  const bool here = from.join == kind && mergesBy(from, column);
  return here || (from.left && joinsBy(*from.left, kind, column)) || (from.right && joinsBy(*from.right, kind, column));
}

bool joinsBy(const Frame &frame, sql::JoinKind kind, std::string_view column) {
  return (frame.source && joinsBy(*frame.source, kind, column)) ||
         (frame.from && std::any_of(frame.from->begin(), frame.from->end(),
                                    [&](const sql::FromPtr &from) { return joinsBy(*from, kind, column); }));
}

} // namespace

bool refersToItself(const sql::Cte &cte) {
  return cte.statement && cte.statement->select && mentions(cte.statement->select.get(), cte.name);
}

/// The names that a list of aliases gives to the first columns, and those that it leaves the others.
Known Scene::hasRenamed(const Item &item, std::string_view column) const {
  if (std::find(item.aliases->begin(), item.aliases->end(), column) != item.aliases->end())
    return Known::Yes;
  if (!item.table || item.table->columns.empty())
    return Known::Maybe;
  for (size_t i = item.aliases->size(); i < item.table->columns.size(); ++i)
    if (item.table->columns[i].name == column)
      return Known::Yes;
  return isSystemColumn(column) ? Known::Yes : Known::No;
}

std::vector<std::string_view> Scene::columnNames(int index) {
  const Item &item = Items[index];
  std::vector<std::string_view> names;
  if (item.kind == ItemKind::Table && item.table)
    for (const sql::Column &column : item.table->columns)
      names.push_back(column.name);
  else if (item.kind == ItemKind::Derived && item.query)
    for (const Output &output : outputs(*item.query, item.scope).columns)
      names.push_back(output.name);
  for (const auto *aliases : {item.innerAliases, item.aliases})
    for (size_t i = 0; aliases && i < aliases->size() && i < names.size(); ++i)
      names[i] = (*aliases)[i];
  return names;
}

std::string_view Scene::columnNamed(int index, std::string_view name) {
  const Item &item = Items[index];
  if (item.kind != ItemKind::Table || !item.aliases)
    return name;
  auto known = std::find(item.aliases->begin(), item.aliases->end(), name);
  if (known == item.aliases->end())
    return name;
  size_t position = known - item.aliases->begin();
  if (item.table && position < item.table->columns.size())
    return item.table->columns[position].name;
  Names.emplace_back("?" + std::string(name)); // of a table that the schema does not know
  return Names.back();
}

/// Neither the row that is written to nor other elements of FROM (PostgreSQL manual, "Joined Tables").
const Frame &Scene::seenByOn(const sql::From &join, int first, const Frame &frame) {
  const int last = first + isolation::itemCount(join);
  if (first == frame.first && last == frame.last)
    return frame;
  const Frame *&known = SeenByOn[{&join, &frame}];
  if (!known) {
    Frames.push_back(frame);
    Frame &seen = Frames.back();
    seen.first = first;
    seen.last = last;
    seen.hasTarget = false;
    seen.from = nullptr;
    seen.source = &join;
    known = &seen;
  }
  return *known;
}

int Scene::find(const Frame &frame, const std::vector<std::string> &path) {
  for (const Frame *f = &frame; f; f = f->outer)
    if (int found = findIn(*f, path); found != -1)
      return found;
  return -1;
}

/// -1: not of this frame. -2: of this frame, but which row it is of is not known.
int Scene::findIn(const Frame &frame, const std::vector<std::string> &path) {
  int found = path.size() >= 2 ? findQualified(frame, path) : findColumn(frame, path.back());
  return found >= 0 && Items[found].joinRenamed ? -2 : found;
}

int Scene::findQualified(const Frame &frame, const std::vector<std::string> &path) {
  const std::string &qualifier = path[path.size() - 2];
  for (int i = frame.first; i < frame.last; ++i)
    if (Items[i].alias == qualifier)
      return i;
  for (int i = frame.first; i < frame.last; ++i)
    if (Items[i].joinAlias == qualifier && hasColumn(i, path.back()) != Known::No)
      return i;
  int first = frame.first + (frame.hasTarget ? 1 : 0), found = -1;
  auto joined = [&](const sql::From &from) {
    if (found == -1)
      found = findJoined(from, first, qualifier, path.back());
    first += isolation::itemCount(from);
  };
  if (frame.from)
    for (const sql::FromPtr &from : *frame.from)
      joined(*from);
  if (frame.source)
    joined(*frame.source);
  return found;
}

/// The column of `JOIN … USING (column) AS alias`: it is the left side's, or of a RIGHT JOIN the right one's.
int Scene::findJoined(const sql::From &join, int first, std::string_view alias, std::string_view column) {
  if (join.kind != sql::FromKind::Join || !join.left || !join.right)
    return -1;
  const int middle = first + isolation::itemCount(*join.left);
  const auto &names = join.usingColumns;
  if (join.usingAlias != alias || std::find(names.begin(), names.end(), column) == names.end()) {
    const int left = findJoined(*join.left, first, alias, column);
    return left != -1 ? left : findJoined(*join.right, middle, alias, column);
  }
  const bool isRight = join.join == sql::JoinKind::Right;
  const sql::From &side = isRight ? *join.right : *join.left;
  if (join.join == sql::JoinKind::Full || joinsBy(side, sql::JoinKind::Full, column) ||
      joinsBy(side, sql::JoinKind::Right, column))
    return -2;
  const int begin = isRight ? middle : first, end = begin + isolation::itemCount(side);
  for (int i = begin; i < end; ++i)
    if (hasColumn(i, column) == Known::Yes)
      return i;
  return end == begin + 1 ? begin : -2;
}

int Scene::findColumn(const Frame &frame, const std::string &column) {
  int sure = -1, owned = -1, maybe = -1;
  for (int i = frame.first; i < frame.last; ++i) {
    Known known = hasColumn(i, column);
    if (known == Known::Yes) {
      sure = sure < 0 ? i : sure;
    } else if (known == Known::Maybe) {
      if (ownsBy(Items[i], column) && owned < 0)
        owned = i;
      maybe = maybe == -1 ? i : -2;
    }
  }
  if (joinsBy(frame, sql::JoinKind::Full, column) || joinsBy(frame, sql::JoinKind::Right, column)) {
    const MergedColumn merged = mergedIn(frame, column);
    return merged.isSure && merged.items.size() == 1 ? merged.items[0]
           : merged.isSure && merged.items.empty()   ? -1
                                                     : -2;
  }
  if (sure >= 0)
    return sure;
  return owned >= 0 ? owned : maybe;
}

Known Scene::hasColumn(int index, std::string_view column) {
  const Item &item = Items[index];
  if (const auto *names = item.joinRenamed)
    return std::find(names->begin(), names->end(), column) != names->end() ? Known::Yes : Known::Maybe;
  switch (item.kind) {
  case ItemKind::Table:
  case ItemKind::NewRow:
    return item.aliases ? hasRenamed(item, column) : columnOf(item.table, column);
  case ItemKind::Derived:
    return hasOutput(item, column);
  case ItemKind::Opaque:
    if (item.aliases && std::find(item.aliases->begin(), item.aliases->end(), column) != item.aliases->end())
      return Known::Yes;
    return item.alias == column ? Known::Yes : item.aliases ? Known::No : Known::Maybe;
  }
  return Known::Maybe;
}

Known Scene::hasOutput(const Item &item, std::string_view column) {
  size_t renamed = 0;
  for (const auto *names : {item.aliases, item.innerAliases}) {
    if (!names)
      continue;
    for (size_t i = renamed; i < names->size(); ++i)
      if ((*names)[i] == column)
        return Known::Yes;
    renamed = std::max(renamed, names->size());
  }
  if (!item.query)
    return Known::Maybe;
  const Outputs &all = outputs(*item.query, item.scope);
  for (size_t i = all.open ? 0 : renamed; i < all.columns.size(); ++i)
    if (all.columns[i].name == column)
      return all.open && renamed ? Known::Maybe : Known::Yes;
  return all.open ? Known::Maybe : Known::No;
}

} // namespace pgtidy::analysis::isolation
