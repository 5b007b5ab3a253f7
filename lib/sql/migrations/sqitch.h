// The order of sqitch's changes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::sql {

/// The deploy scripts (names below deploy/ without ".sql") in the order of a sqitch.plan. A change that is reworked has
/// its earlier script under its tag: "users@v1.0".
std::vector<std::string> sqitchOrder(std::string_view plan);

/// The changes that a deploy script names in its comments `-- requires: …`.
std::vector<std::string> sqitchRequirements(std::string_view script);

} // namespace pgtidy::sql
