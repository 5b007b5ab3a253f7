#include "indexes.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::checks {

static bool beginsWith(const std::vector<std::string> &index, const std::vector<std::string> &columns) {
  if (index.size() < columns.size())
    return false;
  std::vector<std::string> leading(index.begin(), index.begin() + static_cast<ptrdiff_t>(columns.size()));
  return std::is_permutation(leading.begin(), leading.end(), columns.begin());
}

bool hasLeadingIndex(const sql::Table &table, const std::vector<std::string> &columns) {
  return llvm::any_of(table.keys, [&](const sql::Key &key) { return beginsWith(key.columns, columns); }) ||
         llvm::any_of(table.indexes, [&](const sql::Index &index) {
           return !index.partial && (index.method == "btree" || index.method == "hash") &&
                  beginsWith(index.columns, columns);
         });
}

} // namespace pgtidy::checks
