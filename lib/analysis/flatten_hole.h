// What SQL and people need to know of a hole.
#pragma once

#include "facts/alternatives.h"
#include "sql/template.h"

#include <string>
#include <vector>

namespace pgtidy::analysis {

sql::Filling fillingOf(facts::HoleKind kind);
/// Equal for leaves that always hold the same value, "" where nothing is known of that.
std::string identityOf(const facts::Leaf &leaf);
/// Where a text comes from that is this leaf alone, nearest first: "read from argv".
std::vector<std::string> originOf(const facts::Leaf &leaf);

} // namespace pgtidy::analysis
