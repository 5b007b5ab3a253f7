#include "isolation/trigger_rows.h"

#include "isolation/dotted_name.h"
#include "isolation/suggest.h"
#include "isolation/walk.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

/// What rowsOf() calls its output where NEW is not there yet.
constexpr const char *Pending = "pending";

/// The condition that a row is the principal $1's, of whom several columns are the fields of $1 where they name users
/// together; "" where it may be the principal's in more than one way.
std::string tieOfRow(const std::string &key, const std::string &row, const Ownership &ownership) {
  const TableOwnership *owned = ownership.find(key);
  const bool isOneWay = owned && owned->ownerColumns.size() + owned->parents.size() <= 1 &&
                        (owned->parents.empty() || ownership.grants(key).empty()) && !ownership.isMembership(key);
  const bool isUsers = owned && owned->kind == OwnerKind::Users;
  return isOneWay || isUsers ? tieOf(key, row, UserOfRow, ownership) : "";
}

/// Whether a key says whose the row is that has the owner in it: the parent need not be there before it is checked,
/// which is behind the write, or, of a DEFERRABLE one, when the transaction ends.
bool hasUncheckedParent(const sql::Table &table, bool isBefore, const Ownership &ownership) {
  const TableOwnership *owned = ownership.find(table.schema + "." + table.name);
  auto isDeferrable = [&](const ParentLink &link) {
    return std::any_of(table.foreignKeys.begin(), table.foreignKeys.end(),
                       [&](const sql::ForeignKey &key) { return key.deferrable && key.columns == link.columns; });
  };
  return owned && std::any_of(owned->parents.begin(), owned->parents.end(), [&](const ParentLink &link) {
           return link.columns.size() > 1 && (isBefore || isDeferrable(link));
         });
}

} // namespace

std::string writtenTables(const sql::Trigger &trigger, const sql::Table &table, const Ownership &ownership) {
  const std::string key = table.schema + "." + table.name, row = identifier(table.name);
  const std::string tied =
      hasUncheckedParent(table, /*isBefore=*/false, ownership) ? "" : tieOfRow(key, row, ownership);
  std::string tables;
  for (const std::string &name : trigger.written)
    tables += (tables.empty() ? "WITH " : ", ") + identifier(name) + " AS (SELECT * FROM " + identifier(table.schema) +
              "." + row + (tied.empty() ? "" : " WHERE " + tied) + ")";
  return tables.empty() ? tables : tables + " ";
}

std::vector<const sql::Function *> functionsOf(const sql::Trigger &trigger, const sql::Catalog &catalog) {
  const sql::Name name = dottedName(trigger.function);
  std::vector<const sql::Function *> functions = catalog.functionsNamed(name.schema, name.name);
  std::erase_if(functions, [](const sql::Function *one) { return !one->argumentTypes.empty() || one->body.empty(); });
  return functions;
}

bool isTiedBefore(const sql::Trigger &trigger, const sql::Name &name, std::string_view event,
                  const CallContext &context) {
  bool isTied = true;
  for (const RowBetween &row : context.between) // in the order in which they are fired
    if (trigger.moment == sql::Trigger::Moment::Before && row.name == &name && row.event == event &&
        row.after < trigger.name)
      isTied = row.isTied;
  return isTied;
}

std::string rowsOf(const sql::Trigger &trigger, const sql::Table &written, std::string_view event,
                   const Ownership &ownership, bool isNewTied) {
  const bool isBefore = trigger.moment == sql::Trigger::Moment::Before;
  std::string table = identifier(written.schema) + "." + identifier(written.name);
  std::string from, where, absent;
  for (std::string row : {"new", "old"}) {
    if ((row == "new" && event == "delete") || (row == "old" && event == "insert")) { // its columns are NULL
      absent += " LEFT JOIN " + table + " AS " + row + " ON false";
      continue;
    }
    from += (from.empty() ? "" : ", ") + table + " AS " + row;
    const std::string key = written.schema + "." + written.name;
    const std::string tied = row == "new" && (!isNewTied || hasUncheckedParent(written, isBefore, ownership))
                                 ? ""
                                 : tieOfRow(key, row, ownership);
    if (!tied.empty())
      where += (where.empty() ? " WHERE " : " AND ") + tied;
  }
  return "SELECT 1" + (isBefore ? std::string(" AS ") + Pending : "") + " FROM " + from + absent + where;
}

bool isNewPending(const sql::Query &rows) { return rows.targets.size() == 1 && rows.targets[0].name == Pending; }

} // namespace pgtidy::analysis::isolation
