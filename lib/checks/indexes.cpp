#include "indexes.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::checks {

static bool beginsWith(const std::vector<std::string> &index, const std::vector<std::string> &columns) {
  if (index.size() < columns.size())
    return false;
  std::vector<std::string> leading(index.begin(), index.begin() + static_cast<ptrdiff_t>(columns.size()));
  return std::is_permutation(leading.begin(), leading.end(), columns.begin());
}

/// Whether the index has every row in which the columns have values: `WHERE a IS NOT NULL` of one over `a`. A
/// comparison with `=` asks for no others.
static bool hasAllValues(const sql::Index &index, const std::vector<std::string> &columns) {
  if (!index.partial)
    return true;
  const sql::Expr *predicate = index.predicate.get();
  const bool isNotNull = predicate && predicate->kind == sql::ExprKind::IsNotNull && !predicate->args.empty() &&
                         predicate->args[0]->kind == sql::ExprKind::Column;
  return isNotNull && llvm::is_contained(columns, predicate->args[0]->path.back());
}

bool hasLeadingIndex(const sql::Table &table, const std::vector<std::string> &columns) {
  return llvm::any_of(table.keys, [&](const sql::Key &key) { return beginsWith(key.columns, columns); }) ||
         llvm::any_of(table.indexes, [&](const sql::Index &index) {
           return hasAllValues(index, columns) && (index.method == "btree" || index.method == "hash") &&
                  beginsWith(index.columns, columns);
         });
}

} // namespace pgtidy::checks
