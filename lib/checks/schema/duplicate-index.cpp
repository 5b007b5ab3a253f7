#include "schema_place.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::checks {

namespace {

/// An index as far as it can stand for another.
struct Seen {
  std::string name;
  std::vector<std::string> columns;
  bool unique;
  sql::Origin origin;
  bool isConstraint;
};

std::vector<Seen> indexesOf(const sql::Table &table) {
  std::vector<Seen> indexes;
  for (const sql::Index &index : table.indexes)
    if (index.plain && index.method == "btree" && !llvm::is_contained(index.columns, ""))
      indexes.push_back({index.name, index.columns, index.unique, index.origin, false});
  for (const sql::Key &key : table.keys)
    if (llvm::none_of(table.indexes, [&](const sql::Index &index) { return index.name == key.name; }))
      indexes.push_back({key.name, key.columns, true, key.origin, true});
  return indexes;
}

/// Whether `other` does all that `index` does.
bool standsFor(const Seen &other, const Seen &index) {
  bool prefix = other.columns.size() >= index.columns.size() &&
                std::equal(index.columns.begin(), index.columns.end(), other.columns.begin());
  bool same = prefix && other.columns.size() == index.columns.size();
  if (index.unique)
    return same && other.unique;
  return prefix;
}

} // namespace

Findings schema_duplicate_index(const Input &input) {
  Findings findings;
  eachTable(input, [&](const std::string &, const sql::Table &table) {
    std::vector<Seen> indexes = indexesOf(table);
    for (size_t i = 0; i < indexes.size(); ++i)
      for (size_t j = 0; j < indexes.size(); ++j) {
        const Seen &index = indexes[i], &other = indexes[j];
        if (i == j || index.isConstraint || !standsFor(other, index) ||
            (standsFor(index, other) && !other.isConstraint && i < j))
          continue;
        findings::Finding finding =
            findingAt(input, index.origin,
                      "index '" + index.name + "' of '" + shownTable(table) + "' is one more to write, and '" +
                          other.name + "', over " + listed(other.columns) + ", finds all that it finds; drop it");
        if (other.origin.file >= 0)
          finding.notes.push_back({placeOf(input, other.origin), "the other is here"});
        finding.advice = "DROP INDEX CONCURRENTLY " + identifier(index.name) + ";";
        findings.push_back(std::move(finding));
        break;
      }
  });
  return findings;
}

} // namespace pgtidy::checks
