#include "isolation/displaced.h"

#include "isolation/scalars.h"
#include "isolation/windows_read.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using Keys = std::vector<const Expr *>;

bool areAlike(const std::vector<sql::ExprPtr> &a, const std::vector<sql::ExprPtr> &b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const sql::ExprPtr &x, const sql::ExprPtr &y) { return x && y && sameExpr(*x, *y); });
}

/// The keys of the partition that all of the windows have; none where they have several.
Keys partitionOf(const Keys &windows) {
  Keys keys;
  const std::vector<sql::ExprPtr> &first = windows.front()->func->partitionBy;
  if (std::all_of(windows.begin(), windows.end(),
                  [&](const Expr *call) { return areAlike(call->func->partitionBy, first); }))
    for (const sql::ExprPtr &key : first)
      keys.push_back(key.get());
  return keys;
}

} // namespace

std::optional<Keys> sharedWithDisplaced(const Path &way, size_t at, Scene &scene) {
  const Step &step = way[at];
  const sql::Query *query = step.frame->query;
  const int item = way[at - 1].item;
  if (item < 0 || !query || step.bare || step.barred || query->setOp != sql::SetOp::None || !query->values.empty() ||
      !query->groupBy.empty() || query->groupingSets || mayBeSingleGroup(*query, scene.ownership().catalog()))
    return std::nullopt;
  const Item &derived = scene.item(item);
  if (derived.isSelf || derived.recursive || derived.call)
    return std::nullopt;
  const Keys windows = windowsRead(*query, derived.query, way[at - 1].frame->query);
  if (query->limit || query->offset || (!windows.empty() && !query->distinctOn.empty()))
    return Keys{}; // any row that meets the conditions
  if (windows.empty() && query->distinctOn.empty())
    return std::nullopt;
  if (scene.hasOwnComparisons()) // which may say what is equal
    return Keys{};
  if (!windows.empty())
    return partitionOf(windows);
  Keys keys;
  for (const sql::ExprPtr &key : query->distinctOn)
    if (key)
      keys.push_back(meantBy(*key, *query));
  return keys;
}

} // namespace pgtidy::analysis::isolation
