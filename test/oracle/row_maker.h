// Rows that fit into what a state already holds.
#pragma once

#include "access.h"
#include "random.h"

#include <functional>

namespace pgtidy::oracle {

/// Makes rows for the tables of `state`, whose parents are there already.
class RowMaker {
public:
  RowMaker(const Schema &schema, State &state, Random &random) : Tables(schema.tables), Rows(state), Dice(random) {}

  /// A row of `table` that keeps the values of `base` in the columns of `fixed`; none when chance finds none that keys
  /// allow. Nothing is added.
  std::optional<Row> make(size_t table, const Row &base, const std::vector<bool> &fixed);
  std::optional<Row> make(size_t table) {
    size_t width = Tables[table].columns.size();
    return make(table, Row(width), std::vector<bool>(width));
  }
  /// Whether no key of the table forbids the row.
  bool isUnique(size_t table, const Row &row) const;
  /// Whether its foreign keys lead somewhere, the row itself counting as there.
  bool isAnchored(size_t table, const Row &row) const;

private:
  bool refer(const Table &table, const Foreign &key, Row &row, std::vector<bool> &known);
  Value random(const Column &column);

  const std::vector<Table> &Tables;
  State &Rows;
  Random &Dice;
};

} // namespace pgtidy::oracle
