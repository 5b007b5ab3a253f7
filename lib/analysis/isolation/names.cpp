// Which item a column name means, and which columns a query hands up.
#include "isolation/scopes.h"

#include <algorithm>
#include <array>

namespace pgtidy::analysis::isolation {
namespace {

bool isSystemColumn(std::string_view name) {
  constexpr std::array<std::string_view, 6> names{"ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The name that PostgreSQL gives an output column without AS.
std::string_view implicitName(const sql::Expr &value) {
  switch (value.kind) {
  case sql::ExprKind::Column:
  case sql::ExprKind::Func:
    return value.path.empty() ? std::string_view() : std::string_view(value.path.back());
  case sql::ExprKind::Cast:
  case sql::ExprKind::Collate:
    return value.args.empty() || !value.args[0] ? std::string_view() : implicitName(*value.args[0]);
  case sql::ExprKind::Coalesce:
    return "coalesce";
  case sql::ExprKind::Case:
    return "case";
  case sql::ExprKind::Field:
    return value.name;
  case sql::ExprKind::Scalar:
    if (value.query && !value.query->targets.empty()) {
      const sql::Target &only = value.query->targets[0];
      return only.name.empty() && only.value ? implicitName(*only.value) : std::string_view(only.name);
    }
    return {};
  default:
    return value.name;
  }
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
  bool here = from.join == kind && (from.natural || std::find(from.usingColumns.begin(), from.usingColumns.end(),
                                                              column) != from.usingColumns.end());
  return here || (from.left && joinsBy(*from.left, kind, column)) || (from.right && joinsBy(*from.right, kind, column));
}

bool joinsBy(const Frame &frame, sql::JoinKind kind, std::string_view column) {
  return frame.from && std::any_of(frame.from->begin(), frame.from->end(),
                                   [&](const sql::FromPtr &from) { return joinsBy(*from, kind, column); });
}

} // namespace

bool refersToItself(const sql::Cte &cte) {
  return cte.statement && cte.statement->select && mentions(cte.statement->select.get(), cte.name);
}

std::optional<std::pair<int, int>> Scene::merged(const Frame &frame, const std::vector<std::string> &path) {
  const Frame *f = &frame;
  while (f && findIn(*f, path) == -1)
    f = f->outer;
  if (!f || path.size() != 1 || f->isGrouped || !joinsBy(*f, sql::JoinKind::Full, path[0]))
    return std::nullopt;
  std::vector<int> with;
  for (int i = f->first; i < f->last; ++i)
    if (Known known = hasColumn(i, path[0]); known == Known::Maybe || Items[i].joinRenamed)
      return std::nullopt;
    else if (known == Known::Yes)
      with.push_back(i);
  return with.size() == 2 ? std::optional(std::pair(with[0], with[1])) : std::nullopt;
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
  return -1;
}

int Scene::findColumn(const Frame &frame, const std::string &column) {
  int sure = -1, lastSure = -1, owned = -1, maybe = -1;
  for (int i = frame.first; i < frame.last; ++i) {
    Known known = hasColumn(i, column);
    if (known == Known::Yes) {
      sure = sure < 0 ? i : sure;
      lastSure = i;
    } else if (known == Known::Maybe) {
      if (ownsBy(Items[i], column) && owned < 0)
        owned = i;
      maybe = maybe == -1 ? i : -2;
    }
  }
  if (joinsBy(frame, sql::JoinKind::Full, column))
    return -2;
  if (sure >= 0)
    return joinsBy(frame, sql::JoinKind::Right, column) ? lastSure : sure;
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

const Outputs &Scene::outputs(const sql::Query &query, const CteScope *scope) {
  auto known = AllOutputs.find(&query);
  if (known != AllOutputs.end())
    return known->second;
  Outputs made = outputsOf(query, scope);
  return AllOutputs[&query] = std::move(made);
}

Outputs Scene::outputsOf(const sql::Query &query, const CteScope *scope) {
  const CteScope *inner = open(query.ctes, query.recursive, scope, nullptr);
  if (query.setOp != sql::SetOp::None)
    return query.left ? outputs(*query.left, inner) : Outputs{{}, true};
  if (!query.values.empty()) {
    static const std::array<std::string_view, 8> names{"column1", "column2", "column3", "column4",
                                                       "column5", "column6", "column7", "column8"};
    Outputs result;
    for (size_t i = 0; i < query.values[0].size() && i < names.size(); ++i)
      result.columns.push_back({names[i], static_cast<int>(i), false});
    result.open = query.values[0].size() > names.size();
    return result;
  }
  return outputs(query.targets, &query.from, nullptr, inner);
}

Outputs Scene::outputs(const std::vector<sql::Target> &targets, const std::vector<sql::FromPtr> *from,
                       const sql::Name *target, const CteScope *scope) {
  Outputs result;
  for (size_t i = 0; i < targets.size(); ++i) {
    const sql::Target &one = targets[i];
    int index = static_cast<int>(i);
    if (!one.value)
      continue;
    if (one.value->kind != sql::ExprKind::Star) {
      result.columns.push_back({one.name.empty() ? implicitName(*one.value) : one.name, index, false});
      continue;
    }
    std::string_view qualifier = one.value->path.empty() ? std::string_view() : one.value->path.back();
    if (target && (qualifier.empty() || qualifier == target->name))
      tableOutputs(*target, index, nullptr, result);
    if (from)
      for (const sql::FromPtr &element : *from)
        starOutputs(*element, qualifier, index, scope, result);
  }
  return result;
}

void Scene::starOutputs(const sql::From &from, std::string_view qualifier, int target, const CteScope *scope,
                        Outputs &into) {
  if (from.kind == sql::FromKind::Join) {
    if (from.natural || !from.columnAliases.empty() || !from.usingColumns.empty())
      into.open = true; // the joined columns come first and once: positions are not followed
    if (from.left)
      starOutputs(*from.left, qualifier, target, scope, into);
    if (from.right)
      starOutputs(*from.right, qualifier, target, scope, into);
    return;
  }
  std::string_view alias = from.alias;
  if (alias.empty() && from.kind == sql::FromKind::Table)
    alias = from.table.name;
  if (!qualifier.empty() && qualifier != alias)
    return;
  size_t first = into.columns.size();
  if (from.kind == sql::FromKind::Table) {
    tableOutputs(from.table, target, scope, into);
  } else if (from.query) {
    Outputs inner = outputs(*from.query, scope);
    into.open |= inner.open;
    for (const Output &output : inner.columns)
      into.columns.push_back({output.name, target, true});
  } else {
    into.open = true;
  }
  rename(from.columnAliases, first, into);
}

/// What is in `into` from `first` on goes by the aliases.
void Scene::rename(const std::vector<std::string> &aliases, size_t first, Outputs &into) {
  for (size_t i = 0; i < aliases.size() && first + i < into.columns.size(); ++i)
    into.columns[first + i].name = aliases[i];
}

void Scene::tableOutputs(const sql::Name &name, int target, const CteScope *scope, Outputs &into) {
  if (CteMatch match = findCte(scope, name); match.cte) {
    if (match.self || !match.cte->statement || !match.cte->statement->select) {
      into.open = true;
      return;
    }
    Expansions.push_back({match.cte, scope->expanding});
    Scopes.push_back({match.found->outer, match.found->list,
                      match.found->recursive ? match.found->list->size() : match.index, match.found->recursive, nullptr,
                      &Expansions.back()});
    Outputs inner = outputs(*match.cte->statement->select, &Scopes.back());
    into.open |= inner.open;
    size_t first = into.columns.size();
    for (const Output &output : inner.columns)
      into.columns.push_back({output.name, target, true});
    rename(match.cte->columnAliases, first, into);
    return;
  }
  const sql::Table *table = Owners.catalog().find(name);
  if (!table || table->columns.empty()) {
    into.open = true;
    return;
  }
  for (const sql::Column &column : table->columns)
    into.columns.push_back({column.name, target, true});
}

} // namespace pgtidy::analysis::isolation
