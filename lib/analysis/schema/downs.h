// Whether the way down of a migration leads back.
#pragma once

#include "analysis/schema.h"
#include "sql/parse.h"

#include <map>
#include <string>

namespace pgtidy::analysis {

/// A description of each object, by a name for messages: "table public.orders", "column public.orders.total".
using Shape = std::map<std::string, std::string>;
Shape shapeOf(const sql::Catalog &catalog);

/// Applies `down` to a copy of `after`, and compares with what was before.
DownVerdict judgeDown(const sql::Migration &migration, const Shape &before, const sql::Catalog &after, bool changed);

} // namespace pgtidy::analysis
