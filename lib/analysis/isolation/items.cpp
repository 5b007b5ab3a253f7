// What an element of FROM, and a row that no FROM names, is.
#include "isolation/inlined.h"
#include "isolation/own_operators.h"
#include "isolation/scalars.h"
#include "isolation/scopes.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {

Item Scene::describe(const sql::From &from, const Frame &frame) {
  Item item;
  item.alias = from.alias;
  item.aliases = from.columnAliases.empty() ? nullptr : &from.columnAliases;
  item.rights = frame.rights;
  if (from.kind == sql::FromKind::Subquery && from.query) {
    item.kind = ItemKind::Derived;
    item.query = from.query.get();
    item.scope = frame.scope;
    item.outer = &frame;
  } else if (from.kind == sql::FromKind::Table) {
    if (item.alias.empty())
      item.alias = from.table.name;
    describeTable(item, from.table, frame);
    if (from.only)
      setOnly(item);
  } else if (!from.functions.empty() && !from.functions[0]->path.empty()) {
    if (item.alias.empty())
      item.alias = from.functions[0]->path.back();
    if (from.functions.size() == 1 && !from.withOrdinality && givesSet(*from.functions[0]) &&
        describeCalled(item, *from.functions[0], frame) && !item.innerAliases)
      item.innerAliases = &ColumnLists.emplace_back(1, std::string(item.alias)); // a value goes by the row's name
    item.functions = &from;
    if (from.functions.size() == 1 && unnested(*from.functions[0]))
      item.array = unnested(*from.functions[0]);
    if (item.kind == ItemKind::Opaque)
      item.outer = &frame;
  }
  return item;
}

void Scene::describeTable(Item &item, const sql::Name &name, const Frame &frame) {
  item.name = &name;
  if (CteMatch match = findCte(frame.scope, name); match.cte) {
    if (!match.cte->statement)
      return;
    item.recursive = match.found->recursive && refersToItself(*match.cte);
    if (item.recursive)
      item.kept = keptColumns(*match.cte, match.found);
    item.isSelf = match.self;
    const bool isFollowed = !match.self || item.kept;
    const sql::Query *query = match.cte->statement->select.get();
    item.kind = isFollowed ? ItemKind::Derived : ItemKind::Opaque;
    item.writer = query ? nullptr : match.cte->statement.get();
    if (match.self)
      query = query ? query->left.get() : nullptr;
    (isFollowed ? item.query : item.firstRows) = query;
    if (!isFollowed && !query)
      return;
    Expansions.push_back({match.cte, frame.scope->expanding});
    size_t visible = match.found->recursive ? match.found->list->size() : match.index;
    Scopes.push_back({match.found->outer, match.found->list, visible, match.found->recursive, match.found->frame,
                      &Expansions.back()});
    item.scope = &Scopes.back();
    item.outer = match.found->frame;
    item.innerAliases = match.cte->columnAliases.empty() ? nullptr : &match.cte->columnAliases;
    return;
  }
  item.kind = ItemKind::Table;
  item.table = Owners.tableMeant(name);
  item.key = Owners.key(name);
  item.owned = ownedBy(item, name);
  if (item.table && item.table->view)
    expand(item);
}

bool Scene::isNeverNull(const Item &item, const sql::Column &column) const {
  if (item.isOnly || !Owners.hasHeirs(item.key))
    return true;
  std::vector<std::string> tables{item.key};
  for (size_t i = 0; i < tables.size(); ++i)
    for (const auto &[key, table] : Owners.catalog().tables()) {
      if (std::find(table.inherits.begin(), table.inherits.end(), tables[i]) == table.inherits.end() ||
          std::find(tables.begin(), tables.end(), key) != tables.end())
        continue;
      const sql::Column *own = table.column(column.name);
      if (own && !own->notNull)
        return false;
      tables.push_back(key);
    }
  return true;
}

const sql::Column *Scene::copiedBy(const Item &item, std::string_view name) const {
  const sql::Column *column = item.kind == ItemKind::Table && item.table ? item.table->column(name) : nullptr;
  if (!column || !column->generatedAs || Owners.hasParts(item.key) || (!item.isOnly && Owners.hasHeirs(item.key)))
    return nullptr;
  const sql::Expr *source = column->generatedAs.get();
  std::vector<const std::string *> types;
  for (; source->kind == sql::ExprKind::Cast && source->value.empty(); source = source->args[0].get())
    types.push_back(&source->name);
  if (source->kind != sql::ExprKind::Column || source->path.empty())
    return nullptr;
  const sql::Column *copied = item.table->column(source->path.back());
  const sql::Catalog &catalog = Owners.catalog();
  const bool isKept =
      copied &&
      ((copied->type == column->type && copied->modifiers == column->modifiers) ||
       (column->modifiers.empty() && isExactCast(baseOf(copied->type, catalog), baseOf(column->type, catalog))));
  const bool isCopy = isKept && !copied->generatedAs && std::all_of(types.begin(), types.end(), [&](const auto *type) {
                        return isExactCast(copied->type, *type);
                      });
  return isCopy ? copied : nullptr;
}

void Scene::setOnly(Item &item) {
  item.isOnly = true;
  if (item.owned && item.owned == Owners.find(item.key))
    item.owned = Owners.findOnly(item.key);
}

/// A view is its query.
void Scene::expand(Item &view) {
  view.kind = ItemKind::Derived;
  view.isView = true;
  view.query = view.table->view.get();
  view.outer = nullptr;
  view.securityInvoker = view.table->securityInvoker;
  view.innerAliases = view.table->viewColumns.empty() ? nullptr : &view.table->viewColumns;
}

int Scene::addSubquery(const sql::Query &query, const Frame *outer, const CteScope *scope) {
  if (const sql::Expr *call = outer ? onlyValue(query) : nullptr; call && givesSet(*call))
    if (int called = addCalled(*call, *outer); called >= 0)
      return called;
  Item item;
  item.kind = ItemKind::Derived;
  item.query = &query;
  item.outer = outer;
  item.scope = scope;
  item.rights = outer ? outer->rights : Rights::Caller;
  return add(std::move(item));
}

int Scene::addRow(const std::string &key) {
  Item item;
  item.kind = ItemKind::Table;
  item.key = key;
  auto table = Owners.catalog().tables().find(key);
  item.table = table == Owners.catalog().tables().end() ? nullptr : &table->second;
  item.owned = Owners.find(key);
  setOnly(item); // what a foreign key leads to
  return add(std::move(item));
}

int Scene::addNewRow(int target, bool forward) {
  Item item;
  item.kind = ItemKind::NewRow;
  item.key = Items[target].key;
  item.table = Items[target].table;
  item.owned = Items[target].owned;
  item.name = Items[target].name;
  item.rights = Items[target].rights;
  item.isReadToo = Items[target].isReadToo;
  item.isOnly = Items[target].isOnly;
  item.alias = Items[target].alias;
  item.forward = forward ? target : -1;
  return add(std::move(item));
}

const Frame *Scene::frameOf(int index) {
  int proxy = addNewRow(index, true);
  size_t dot = Items[index].key.find('.');
  std::string_view key = Items[index].key;
  Items[proxy].alias = dot == std::string::npos ? key : key.substr(dot + 1);
  Frames.emplace_back();
  Frame &frame = Frames.back();
  frame.first = proxy;
  frame.last = proxy + 1;
  frame.rights = Items[index].rights;
  return &frame;
}

const Frame *Scene::seenByTrigger(int row, const Frame &frame) {
  Item now = Items[row];
  now.alias = "new";
  now.columns.clear();
  Frames.emplace_back();
  Frame &seen = Frames.back();
  seen.rights = frame.rights;
  seen.first = add(std::move(now));
  if (const int target = Items[row].forward; target >= 0)
    Items[addNewRow(target, true)].alias = "old";
  seen.last = itemCount();
  return &seen;
}

void Scene::standFor(Frame &frame, int row) {
  std::string_view alias = Items[frame.first].alias;
  frame.first = addNewRow(row, true);
  frame.last = frame.first + 1;
  Items[frame.first].alias = alias;
}

} // namespace pgtidy::analysis::isolation
