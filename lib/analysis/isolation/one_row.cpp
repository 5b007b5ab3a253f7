#include "isolation/one_row.h"

#include "isolation/refutation.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

/// A table of FROM; `isOne` once no more than one of its rows can be there.
struct Read {
  const sql::Table *table = nullptr;
  std::string_view alias;
  bool isOne = false;
};

/// `column = value`, which holds of the tables from `first` to `last`.
struct Equality {
  const Expr *column, *value;
  size_t first, last;
};

class Rows {
public:
  Rows(const sql::Query &query, const Ownership &ownership) : Owners(ownership) {
    for (const sql::FromPtr &from : query.from)
      element(*from);
    equalities(query.where.get(), 0);
  }

  bool areOne() {
    for (bool changed = IsFollowed; changed;) {
      changed = false;
      for (Read &read : Tables)
        if (!read.isOne && hasKey(read))
          read.isOne = changed = true;
    }
    return IsFollowed && std::all_of(Tables.begin(), Tables.end(), [](const Read &read) { return read.isOne; });
  }

private:
  const Ownership &Owners;
  std::vector<Read> Tables;
  std::vector<Equality> Equal;
  bool IsFollowed = true;

  void element(const sql::From &from) {
    if (from.kind == sql::FromKind::Join && from.left && from.right) {
      const size_t first = Tables.size();
      element(*from.left);
      const size_t middle = Tables.size();
      element(*from.right);
      // What a join by columns of one name says is not followed, nor one that keeps rows of its right side.
      IsFollowed &= (from.join == sql::JoinKind::Inner || from.join == sql::JoinKind::Left) && !from.natural &&
                    from.usingColumns.empty();
      equalities(from.on.get(), from.join == sql::JoinKind::Left ? middle : first); // the left side is kept
      return;
    }
    const sql::Table *table = from.kind == sql::FromKind::Table ? Owners.tableMeant(from.table) : nullptr;
    IsFollowed &= table && !table->view && from.columnAliases.empty();
    Tables.push_back({table, from.alias.empty() ? std::string_view(from.table.name) : std::string_view(from.alias)});
  }

  /// What the condition says of the tables that there are by now, but for those before `first`.
  void equalities(const Expr *condition, size_t first) {
    if (!condition)
      return;
    if (condition->kind == ExprKind::And)
      for (const sql::ExprPtr &part : condition->args)
        equalities(part.get(), first);
    if (condition->kind == ExprKind::Op && condition->name == "=" && condition->args.size() == 2) {
      Equal.push_back({condition->args[0].get(), condition->args[1].get(), first, Tables.size()});
      Equal.push_back({condition->args[1].get(), condition->args[0].get(), first, Tables.size()});
    }
  }

  bool hasKey(const Read &read) const {
    const bool isInParts = Owners.hasHeirs(read.table->schema + "." + read.table->name); // which have keys of their own
    return !isInParts && std::any_of(read.table->keys.begin(), read.table->keys.end(), [&](const sql::Key &key) {
      return !key.deferrable && std::all_of(key.columns.begin(), key.columns.end(),
                                            [&](const std::string &column) { return isGiven(read, column); });
    });
  }

  bool isGiven(const Read &read, const std::string &column) const {
    const size_t place = static_cast<size_t>(&read - Tables.data());
    return std::any_of(Equal.begin(), Equal.end(), [&](const Equality &one) {
      return place >= one.first && place < one.last && one.column->kind == ExprKind::Column &&
             one.column->path.back() == column && tableOf(*one.column) == &read && isFixed(*one.value);
    });
  }

  /// The table that the column is of; null where it is of none of these, or of which is not known.
  const Read *tableOf(const Expr &column) const {
    const Read *found = nullptr;
    for (const Read &read : Tables)
      if (column.path.size() > 1 ? column.path[column.path.size() - 2] == read.alias
                                 : read.table && read.table->column(column.path.back()) != nullptr) {
        if (found)
          return nullptr;
        found = &read;
      }
    return found;
  }

  /// Whether the value is the same for all rows that there may still be.
  bool isFixed(const Expr &value) const {
    if (value.kind == ExprKind::Const || value.kind == ExprKind::Param || value.kind == ExprKind::SessionValue)
      return true;
    if (value.kind == ExprKind::Cast)
      return value.args.size() == 1 && value.args[0] && isFixed(*value.args[0]);
    if (value.kind != ExprKind::Column || value.path.empty())
      return false;
    if (const Read *read = tableOf(value))
      return read->isOne;
    return value.path.size() > 1 && std::none_of(Tables.begin(), Tables.end(), [&](const Read &read) {
             return value.path[value.path.size() - 2] == read.alias;
           });
  }
};

} // namespace

bool givesOneRow(const sql::Query &query, const Ownership &ownership) {
  if (query.setOp != sql::SetOp::None || query.values.size() > 1)
    return false;
  if (isSingleGroup(query, ownership.catalog()))
    return true;
  const bool isPlain = query.groupBy.empty() && !query.groupingSets;
  return query.ctes.empty() && isPlain && Rows(query, ownership).areOne();
}

} // namespace pgtidy::analysis::isolation
