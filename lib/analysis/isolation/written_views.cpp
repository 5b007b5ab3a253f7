// Views that PostgreSQL writes through: what is written is the row of the table behind them.
#include "isolation/scopes.h"
#include "isolation/written_tables.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

constexpr int MostViews = 16;

/// Whether the last of the views that are written through, the one over the table, asks who runs the statement.
bool isInvokerLast(const sql::Table &first, const sql::Catalog &catalog) {
  const sql::Table *view = &first;
  for (int depth = 0; depth < MostViews; ++depth) {
    const sql::Name *source = onlySource(*view);
    const sql::Table *next = source ? catalog.find(*source) : nullptr;
    if (!next || !next->view)
      break;
    view = next;
  }
  return view->securityInvoker;
}

} // namespace

const sql::Table *Scene::behind(const sql::Table &view, std::string_view column, std::string_view &inTable) {
  const sql::Table *table = &view;
  inTable = column;
  for (int depth = 0; table && table->view; ++depth) {
    const sql::Name *source = onlySource(*table);
    if (!source || depth == MostViews)
      return nullptr;
    const Outputs &made = outputs(*table->view, nullptr);
    std::string_view inner;
    for (size_t i = 0; i < made.columns.size(); ++i) {
      const Output &output = made.columns[i];
      std::string_view name =
          i < table->viewColumns.size() ? std::string_view(table->viewColumns[i]) : std::string_view(output.name);
      if (name != inTable)
        continue;
      const sql::Expr *value = table->view->targets[output.target].value.get();
      inner = output.starred ? output.name
              : value && value->kind == sql::ExprKind::Column && !value->path.empty()
                  ? std::string_view(value->path.back())
                  : std::string_view();
    }
    if (made.columns.empty() && made.open)
      inner = inTable;
    inTable = inner;
    table = Owners.catalog().find(*source);
  }
  return table;
}

void Scene::addInserted(Frame &frame, const sql::Name &name, const std::string &alias) {
  const sql::Table *view = Owners.catalog().find(name);
  std::string_view unused;
  const sql::Table *table = view && view->view ? behind(*view, "", unused) : nullptr;
  if (!table)
    return addTarget(frame, name, alias);
  Item item;
  item.kind = ItemKind::Table;
  item.name = &name;
  item.alias = alias.empty() ? std::string_view(name.name) : std::string_view(alias);
  item.table = table;
  item.key = table->schema + "." + table->name;
  item.owned = Owners.find(item.key);
  item.outer = &frame;
  const bool isCaller = frame.rights != Rights::Caller || isInvokerLast(*view, Owners.catalog());
  item.rights = isCaller ? frame.rights : Rights::ViewOwner;
  add(std::move(item));
}

int Scene::addRowBehind(int view) {
  std::string_view unused;
  const sql::Table *table = Items[view].table ? behind(*Items[view].table, "", unused) : nullptr;
  if (!table)
    return -1;
  const int row = addRow(table->schema + "." + table->name);
  const bool isCaller = Items[view].rights != Rights::Caller || isInvokerLast(*Items[view].table, Owners.catalog());
  Items[row].rights = isCaller ? Items[view].rights : Rights::ViewOwner;
  Items[row].name = Items[view].name;
  Items[row].isReadToo = Items[view].isReadToo;
  return row;
}

std::optional<std::string_view> Scene::defaultedBefore(const sql::Name &target, std::string_view column) {
  const sql::Table *view = Owners.catalog().find(target);
  std::string_view inTable;
  for (int depth = 0; view && view->view && depth < MostViews; ++depth) {
    for (const sql::Column &one : view->columns)
      if (one.hasDefault && behind(*view, one.name, inTable) && inTable == column)
        return one.defaultText;
    const sql::Name *source = onlySource(*view);
    view = source ? Owners.catalog().find(*source) : nullptr;
    const sql::Column *behindIt = view && !view->view ? view->column(column) : nullptr;
    if (const sql::Domain *domain = behindIt ? Owners.catalog().domain(behindIt->type) : nullptr;
        domain && domain->hasDefault)
      return domain->defaultText; // the view's column is of the domain too, and has no default of its own
  }
  return std::nullopt;
}

/// Whether what is written is a view that calls a column otherwise than the table behind it.
bool Scene::renames(const sql::Name &target) {
  const sql::Table *view = Owners.catalog().find(target);
  std::string_view inTable;
  return view && view->view && std::any_of(view->columns.begin(), view->columns.end(), [&](const sql::Column &column) {
           return behind(*view, column.name, inTable) && inTable != column.name;
         });
}

std::string_view Scene::writtenColumn(const sql::Name &target, std::string_view column) {
  const sql::Table *view = Owners.catalog().find(target);
  std::string_view inTable;
  return view && view->view && behind(*view, column, inTable) ? inTable : column;
}

} // namespace pgtidy::analysis::isolation
