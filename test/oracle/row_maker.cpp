#include "row_maker.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>

namespace pgtidy::oracle {

std::optional<Row> RowMaker::make(size_t index, const Row &base, const std::vector<bool> &fixed) {
  const Table &table = Tables[index];
  for (int attempt = 0; attempt < 6; ++attempt) {
    Row row = base;
    std::vector<bool> known = fixed;
    bool fits = true;
    for (const Foreign &key : table.foreign)
      fits = fits && refer(table, key, row, known);
    for (size_t i = 0; i < table.columns.size() && fits; ++i)
      if (!known[i] && !table.columns[i].generated)
        row[i] = random(table.columns[i]);
    if (fits && isUnique(index, row) && isAnchored(index, row))
      return row;
  }
  return std::nullopt;
}

/// Points the columns of `key` that are not known yet at a parent that agrees with those that are.
bool RowMaker::refer(const Table &table, const Foreign &key, Row &row, std::vector<bool> &known) {
  bool free = false, nullable = false;
  for (size_t column : key.columns)
    if (!known[column]) {
      free = true;
      nullable |= !table.columns[column].notNull;
    }
  if (!free)
    return true;
  std::vector<const Row *> fitting;
  for (const Row &parent : Rows[key.parent]) {
    bool agrees = true;
    for (size_t part = 0; part < key.columns.size(); ++part)
      agrees &= parent[key.referenced[part]].has_value() &&
                (!known[key.columns[part]] || row[key.columns[part]] == parent[key.referenced[part]]);
    if (agrees)
      fitting.push_back(&parent);
  }
  if (nullable && (fitting.empty() || Dice.chance(15))) {
    for (size_t column : key.columns)
      if (!known[column] && !table.columns[column].notNull)
        row[column] = std::nullopt, known[column] = true;
    return true;
  }
  if (fitting.empty())
    return false;
  const Row &parent = *Dice.pick(fitting);
  for (size_t part = 0; part < key.columns.size(); ++part) {
    row[key.columns[part]] = parent[key.referenced[part]];
    known[key.columns[part]] = true;
  }
  return true;
}

Value RowMaker::random(const Column &column) {
  if (!column.notNull && Dice.chance(15))
    return std::nullopt;
  return Dice.pick(column.domain);
}

bool RowMaker::isUnique(size_t index, const Row &row) const {
  for (const std::vector<size_t> &key : Tables[index].uniques)
    for (const Row &other : Rows[index])
      if (std::all_of(key.begin(), key.end(),
                      [&](size_t column) { return row[column] && row[column] == other[column]; }))
        return false;
  for (size_t column : Tables[index].folded)
    for (const Row &other : Rows[index])
      if (row[column] && other[column] && llvm::StringRef(*row[column]).equals_insensitive(*other[column]))
        return false;
  return true;
}

bool RowMaker::isAnchored(size_t index, const Row &row) const {
  for (const Foreign &key : Tables[index].foreign) {
    bool open = std::any_of(key.columns.begin(), key.columns.end(), [&](size_t column) { return !row[column]; });
    bool itself = Tables[index].refersToItself(key);
    for (size_t part = 0; part < key.columns.size() && itself; ++part)
      itself = row[key.columns[part]] == row[key.referenced[part]];
    if (!open && !itself && !referred(Rows, key, row))
      return false;
  }
  return true;
}

} // namespace pgtidy::oracle
