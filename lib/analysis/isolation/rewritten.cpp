#include "isolation/rewritten.h"

#include "isolation/visit.h"
#include "isolation/written_tables.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

class Reader {
public:
  explicit Reader(Scene &scene) : S(scene) {}

  Rewritten of(const sql::Statement &writer) {
    if (const sql::Update *update = writer.update.get())
      written(update->table, "update", update->set);
    if (const sql::Insert *insert = writer.insert.get())
      inserted(*insert);
    if (const sql::Delete *remove = writer.remove.get())
      written(remove->table, "delete", {});
    if (const sql::Merge *merge = writer.merge.get())
      for (const sql::MergeAction &action : merge->actions)
        written(merge->table, action.kind == sql::MergeAction::Kind::Insert ? "insert" : "update", action.set);
    return std::move(Result);
  }

private:
  using Columns = std::vector<std::string>;

  void inserted(const sql::Insert &insert) {
    written(insert.table, "insert", {});
    if (insert.conflict == sql::Insert::Conflict::Update)
      written(insert.table, "update", insert.conflictSet,
              [&](const sql::Assignment &one) { return keeps(one, insert); });
    const sql::Table *table = S.ownership().tableMeant(insert.table);
    if (std::string_view unused; table && table->view)
      table = S.behind(*table, "", unused);
    Result.all |= insert.overridesUser && !table;
    for (size_t i = 0; table && i < table->columns.size(); ++i)
      if (const sql::Column &column = table->columns[i];
          (insert.overridesUser && column.identity) || isRounded("", *table, column, S.ownership().catalog()))
        Result.columns.push_back(column.name);
  }

  /// SET c = EXCLUDED.c of a column by which the row was found.
  static bool keeps(const sql::Assignment &one, const sql::Insert &insert) {
    const sql::Expr *value = one.part < 0 ? one.value.get() : nullptr;
    return value && value->kind == sql::ExprKind::Column && value->path == Columns{"excluded", one.column} &&
           llvm::is_contained(insert.conflictColumns, one.column);
  }

  void written(const sql::Name &name, std::string_view event, const std::vector<sql::Assignment> &set,
               llvm::function_ref<bool(const sql::Assignment &)> keeps = nullptr) {
    Columns columns;
    for (const sql::Assignment &one : set)
      if (!keeps || !keeps(one))
        columns.push_back(one.column);
    add(columns);
    const sql::Table *table = S.ownership().tableMeant(name);
    if (table && table->view)
      writtenBehind(*table, event, columns);
    else if (table && isReplaced(*table, event))
      Result.all = true;
    else if (table)
      add(columnsIn(*table, event, std::move(columns)));
  }

  void add(const Columns &changed) { Result.columns.insert(Result.columns.end(), changed.begin(), changed.end()); }

  /// What becomes of a table's columns where these are set.
  Columns columnsIn(const sql::Table &table, std::string_view event, Columns columns) {
    if (event == "delete")
      return columns;
    for (const TriggerValue &value : S.ownership().setByTriggers(table.schema + "." + table.name, std::string(event))) {
      Result.all |= value.column.empty();
      columns.push_back(value.column);
    }
    for (const sql::Column &column : table.columns)
      if (column.generatedAs &&
          llvm::any_of(columns, [&](const std::string &one) { return isComputedFrom(column, one); }))
        columns.push_back(column.name);
    return columns;
  }

  /// Of a view all columns that are, or may be, made of a column of the table that is changed.
  void writtenBehind(const sql::Table &view, std::string_view event, const Columns &set) {
    std::string_view inTable;
    const sql::Table *table = S.behind(view, "", inTable);
    Result.all |= !table || isReplaced(view, event);
    if (Result.all)
      return;
    Columns named;
    for (const std::string &column : set)
      if (S.behind(view, column, inTable))
        named.push_back(std::string(inTable));
    const Columns changed = columnsIn(*table, event, std::move(named));
    add(changed);
    for (const sql::Column &column : view.columns)
      if (!changed.empty() && S.behind(view, column.name, inTable) &&
          (inTable.empty() || llvm::is_contained(changed, inTable)))
        Result.columns.push_back(column.name);
  }

  /// Whether a trigger or a rule of the table, or of one of the views down to it, does something else instead.
  bool isReplaced(const sql::Table &first, std::string_view event) const {
    const sql::Catalog &catalog = S.ownership().catalog();
    const sql::Table *view = &first;
    for (int depth = 0; view && depth < MostViews; ++depth) {
      auto isOfIt = [&](const auto &one) { return one.table == view->name && one.schema == view->schema; };
      if (llvm::any_of(catalog.triggers,
                       [&](const sql::Trigger &trigger) {
                         return isOfIt(trigger) && trigger.moment == sql::Trigger::Moment::InsteadOf &&
                                llvm::is_contained(trigger.events, event);
                       }) ||
          llvm::any_of(catalog.rules, [&](const sql::Rule &rule) { return isOfIt(rule) && rule.event == event; }))
        return true;
      const sql::Name *source = view->view ? onlySource(*view) : nullptr;
      view = source ? catalog.find(*source) : nullptr;
    }
    return false;
  }

  static constexpr int MostViews = 16;
  Scene &S;
  Rewritten Result;
};

} // namespace

bool Rewritten::has(std::string_view column) const { return all || llvm::is_contained(columns, column); }

bool isComputedFrom(const sql::Column &generated, std::string_view column) {
  bool found = false;
  visitExpr(*generated.generatedAs, [&](const sql::Expr &part, const Place &) {
    found |= part.kind == sql::ExprKind::Unknown || (part.kind == sql::ExprKind::Column && part.path.back() == column);
  });
  return found;
}

bool isRounded(std::string_view type, const sql::Table &table, const sql::Column &column, const sql::Catalog &catalog) {
  if (column.modifiers.empty() || baseOf(column.type, catalog) != "numeric" || type == "int2" || type == "int4" ||
      type == "int8")
    return false;
  for (const sql::ForeignKey &foreign : table.foreignKeys)
    for (size_t i = 0; i < foreign.columns.size() && i < foreign.referenced.size(); ++i) {
      const sql::Table *to = foreign.columns[i] == column.name ? catalog.find(foreign.schema, foreign.table) : nullptr;
      if (const sql::Column *key = to ? to->column(foreign.referenced[i]) : nullptr)
        return key->modifiers != column.modifiers;
    }
  return true;
}

Rewritten rewrittenBy(const sql::Statement &writer, Scene &scene) { return Reader(scene).of(writer); }

} // namespace pgtidy::analysis::isolation
