#include "analysis/conclusions.h"

#include <algorithm>

namespace pgtidy::analysis {

text::Location Alternative::source(sql::Offset offset) const {
  if (offset < 0)
    return {};
  auto at = static_cast<uint32_t>(offset);
  auto next = std::upper_bound(runs.begin(), runs.end(), at,
                               [](uint32_t value, const facts::Run &run) { return value < run.begin; });
  if (next == runs.begin())
    return {};
  const facts::Run &run = *std::prev(next);
  if (at - run.begin >= run.length || !run.source.isValid())
    return {};
  return run.spelled ? run.source : run.source.advanced(at - run.begin);
}

} // namespace pgtidy::analysis
