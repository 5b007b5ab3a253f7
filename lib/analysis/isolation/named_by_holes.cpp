// Tables whose names are put in at run time: user-owned when the statement uses an owner column on them.
#include "isolation/visit.h"
#include "isolation/walk.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

/// Whether any table has an owner column of that name.
bool isOwnerColumn(const std::string &column, const Ownership &ownership) {
  if (llvm::is_contained(ownership.model().ownerColumns, column))
    return true;
  return std::any_of(ownership.catalog().tables().begin(), ownership.catalog().tables().end(), [&](const auto &entry) {
    const TableOwnership *owned = ownership.find(entry.first);
    return owned && owned->kind == OwnerKind::Column && llvm::is_contained(owned->ownerColumns, column);
  });
}

} // namespace

void Walk::assumeOwners(const sql::Statement &statement) {
  auto use = [&](const sql::Name &table, const std::string &column) {
    if (table.hole >= 0 && !S.ownership().catalog().find(table) && isOwnerColumn(column, S.ownership()))
      S.assume(table, column);
  };
  visit(statement, [&](const sql::Expr &expr, const Place &place) {
    if (expr.kind != sql::ExprKind::Column || expr.path.empty() || !place.tables)
      return;
    for (const NamedTable &table : *place.tables)
      if (expr.path.size() > 1 ? expr.path[expr.path.size() - 2] == table.alias
                               : place.elementsOnly && place.tables->size() == 1)
        use(*table.name, expr.path.back());
  });
  if (statement.insert)
    for (const std::string &column : statement.insert->columns)
      use(statement.insert->table, column);
  if (statement.update)
    for (const sql::Assignment &one : statement.update->set)
      use(statement.update->table, one.column);
}

} // namespace pgtidy::analysis::isolation
