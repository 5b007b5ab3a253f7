// What BEFORE triggers make of the row that is written.
#include "isolation/walk.h"

#include <algorithm>
#include <set>

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

} // namespace

bool Walk::triggersChangeOwner(const std::string &key) {
  const TableOwnership *owned = S.ownership().find(key);
  if (!owned)
    return false;
  const std::vector<std::string_view> owners = ownerColumns(*owned);
  const std::vector<TriggerValue> &all = S.ownership().setByTriggers(key, "update");
  return std::any_of(all.begin(), all.end(), [&](const TriggerValue &one) {
    return one.column.empty() || std::find(owners.begin(), owners.end(), one.column) != owners.end();
  });
}

/// Whether a trigger sets a column only on a branch.
bool Walk::triggersBranch(int row, const char *event) {
  const std::vector<TriggerValue> &values = S.ownership().setByTriggers(S.item(row).key, event);
  return std::any_of(values.begin(), values.end(), [](const TriggerValue &one) { return !one.always; });
}

/// Puts into `row` what the triggers set; `branches`: what they set on a branch, too.
void Walk::setByTriggers(int row, const char *event, const Frame &frame, bool branches) {
  Item &item = S.item(row);
  const std::vector<TriggerValue> &all = S.ownership().setByTriggers(item.key, event);
  const std::vector<std::string_view> owners = item.owned ? ownerColumns(*item.owned) : std::vector<std::string_view>{};
  std::set<std::string_view> branching;
  for (const TriggerValue &one : all)
    if (!one.always && std::find(owners.begin(), owners.end(), one.column) != owners.end())
      branching.insert(one.column);
  for (const TriggerValue &one : all) {
    if (!one.always && !branches)
      continue;
    // Of several columns some may be set and others not.
    bool known = one.value && (one.always || branching.size() <= 1);
    const sql::Expr *expr = known ? one.value->statements[0].select->targets[0].value.get() : nullptr;
    std::vector<std::string_view> columns{one.column};
    if (one.column.empty())
      columns = owners;
    for (std::string_view column : columns) {
      forget(item.values, column);
      if (expr && item.forward >= 0 && isOldValue(*expr, column))
        continue; // it stays as it was
      NewValue value;
      value.column = column;
      value.expr = expr;
      value.frame = &frame;
      item.values.push_back(value);
    }
  }
}

} // namespace pgtidy::analysis::isolation
