// What BEFORE triggers make of the row that is written.
#include "isolation/walk.h"

#include "llvm/ADT/ArrayRef.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

bool isOldValue(const sql::Expr &expr, std::string_view column) {
  return expr.kind == sql::ExprKind::Column && expr.path.size() == 2 && expr.path[0] == "old" && expr.path[1] == column;
}

void forget(std::vector<NewValue> &values, std::string_view column) {
  std::erase_if(values, [&](const NewValue &value) { return value.column == column; });
}

/// The columns that say whose a row is.
std::vector<std::string_view> ownerColumns(const TableOwnership &owned) {
  std::vector<std::string_view> columns(owned.ownerColumns.begin(), owned.ownerColumns.end());
  for (const ParentLink &link : owned.parents)
    columns.insert(columns.end(), link.columns.begin(), link.columns.end());
  return columns;
}

/// Whether the columns that are set say in which partition a row is.
bool mayMove(const Item &row, const sql::Catalog &catalog) {
  auto isSet = [&](const std::string &column) {
    return column.empty() || std::any_of(row.values.begin(), row.values.end(),
                                         [&](const NewValue &given) { return given.column == column; });
  };
  auto saysIt = [&](const sql::Table &table) {
    return std::any_of(table.partitionedBy.begin(), table.partitionedBy.end(), isSet);
  };
  return row.table && row.table->partitioned &&
         (saysIt(*row.table) || std::any_of(catalog.tables().begin(), catalog.tables().end(), [&](const auto &entry) {
            return !entry.second.partitionOf.empty() && entry.second.partitioned && saysIt(entry.second);
          }));
}

} // namespace

bool Walk::triggersChangeOwner(const std::string &key) {
  const TableOwnership *owned = S.ownership().find(key);
  if (!owned)
    return false;
  const std::vector<std::string_view> owners = ownerColumns(*owned);
  const std::vector<TriggerValue> &all = S.ownership().setByTriggers(key, "update");
  return std::any_of(all.begin(), all.end(), [&](const TriggerValue &one) {
    return (one.column.empty() && !one.keepsOwner) ||
           std::find(owners.begin(), owners.end(), one.column) != owners.end();
  });
}

/// What the triggers put into the row that the statement writes, in their order. One of UPDATE OF is fired by the
/// columns that SET names (CREATE TRIGGER), or by those that a generated column is made of.
std::vector<Walk::Fired> Walk::firedFor(int row, const char *event) {
  const Item &item = S.item(row);
  std::vector<Fired> fired;
  for (const TriggerValue &value : S.ownership().setByTriggers(item.key, event)) {
    if (value.keepsOwner)
      continue;
    bool isNamed = value.firedBy.empty(), isGenerated = false;
    for (const std::string &name : value.firedBy) {
      const sql::Column *column = item.table ? item.table->column(name) : nullptr;
      isGenerated |= !column || column->generated;
      isNamed |= std::any_of(item.values.begin(), item.values.end(),
                             [&](const NewValue &given) { return given.column == name; });
    }
    if (!isNamed && !isGenerated)
      continue;
    fired.push_back({&value, value.always && isNamed});
  }
  if (std::string_view(event) == "update" && mayMove(item, S.ownership().catalog()))
    for (const TriggerValue &value : S.ownership().setByTriggers(item.key, "move"))
      if (!value.keepsOwner)
        fired.push_back({&value, false});
  return fired;
}

/// Judges the row as each way through its triggers may leave it: without what is set on branches, with each such value
/// alone, and with all of them. Of each column one of them is the last that sets it.
void Walk::forEachTriggered(int row, const char *event, const Frame &frame, const std::function<void()> &judge) {
  forEachWay(row, firedFor(row, event), frame, judge);
}

void Walk::forEachWay(int row, llvm::ArrayRef<Fired> fired, const Frame &frame, const std::function<void()> &judge) {
  const std::vector<NewValue> given = S.item(row).values;
  constexpr int None = -1, All = -2;
  std::vector<int> ways{None};
  for (size_t i = 0; i < fired.size(); ++i)
    if (!fired[i].always)
      ways.push_back(static_cast<int>(i));
  if (ways.size() > 2)
    ways.push_back(All);
  for (int way : ways) {
    S.item(row).values = given;
    for (size_t i = 0; i < fired.size(); ++i)
      if (fired[i].always || way == All || way == static_cast<int>(i))
        setByTrigger(row, *fired[i].value, frame, fired[i].always || way != All);
    judge();
  }
}

/// Where a trigger always puts another owner into the row, the verdict says nothing of the row before: notes whose it
/// is as the statement gives it, and as each trigger leaves it, for those that are fired then.
void Walk::noteBetween(int row, const char *event, const Frame &frame, const std::function<bool()> &isTied) {
  const std::vector<Fired> fired = firedFor(row, event);
  const std::vector<std::string_view> owners = ownerColumns(*S.item(row).owned);
  if (std::none_of(fired.begin(), fired.end(), [&](const Fired &one) {
        return one.always && std::find(owners.begin(), owners.end(), one.value->column) != owners.end();
      }))
    return;
  const std::vector<NewValue> given = S.item(row).values;
  for (size_t count = 0; count <= fired.size(); ++count) {
    if (count > 0 && count < fired.size() && fired[count].value->trigger == fired[count - 1].value->trigger)
      continue;
    bool areTied = true; // in the end that is what the verdict says
    if (count < fired.size())
      forEachWay(row, llvm::ArrayRef(fired).take_front(count), frame, [&] { areTied &= isTied(); });
    Between.push_back({S.item(row).name, event, count > 0 ? fired[count - 1].value->trigger : "", areTied});
    S.item(row).values = given;
  }
}

/// Puts into `row` what a trigger sets; not `isKnown`: what the value is, is not asked. NEW and OLD in it are the row
/// as it is before, and the one that is written to.
void Walk::setByTrigger(int row, const TriggerValue &one, const Frame &frame, bool isKnown) {
  const sql::Expr *expr = isKnown && one.value ? one.value->statements[0].select->targets[0].value.get() : nullptr;
  const Frame *seen = expr ? S.seenByTrigger(row, frame) : nullptr;
  Item &item = S.item(row);
  std::vector<std::string_view> columns{one.column};
  if (one.column.empty())
    columns = item.owned ? ownerColumns(*item.owned) : std::vector<std::string_view>{};
  for (std::string_view column : columns) {
    forget(item.values, column);
    if (expr && item.forward >= 0 && isOldValue(*expr, column))
      continue; // it stays as it was
    NewValue value;
    value.column = column;
    value.expr = expr;
    value.frame = seen;
    item.values.push_back(value);
  }
}

} // namespace pgtidy::analysis::isolation
