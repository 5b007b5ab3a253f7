// Rows of shared tables that a value names, where users are named within them: the tenant whose slug is $1.
#include "isolation/refutation.h"

#include <string>

namespace pgtidy::analysis::isolation {

/// What such a row's key is goes by the value and the column that it is in: "$1 as tenants.slug".
static constexpr const char *As = " as ";

bool Refutation::nameRows(Situation &s, int item, bool &changed) {
  for (const NamedRows &named : S.ownership().namedRows()) {
    if (S.item(item).key != named.table)
      continue;
    const Frame *frame = S.frameOf(item);
    if (!frame)
      continue;
    const Term column = S.column(item, named.column), key = S.column(item, named.key);
    std::vector<std::pair<std::string, Term>> values; // a copy, as there will be more
    for (const Scene::Scalar &scalar : S.scalars())
      values.emplace_back(scalar.text, scalar.term);
    for (const auto &[text, term] : S.texts())
      values.emplace_back("'" + text + "'", term);
    for (const auto &[text, term] : values) {
      if (text.find(As) != std::string::npos || !s.equal.same(term, column) || !(s.equal.traits(column) & NotNull))
        continue;
      const Term meant = scalarValue(s, text + As + named.shown, *frame).term;
      if (s.equal.same(meant, key))
        continue;
      changed = true;
      if (!s.equal.merge(meant, key))
        return false;
    }
  }
  return true;
}

} // namespace pgtidy::analysis::isolation
