// Who may be the principal of a statement, by the values that had a part in closing something.
#pragma once

#include "isolation/refutation.h"

namespace pgtidy::analysis::isolation {

/// How many are tried for one statement.
inline constexpr size_t MostCandidates = 24;

/// Each value as what users have in one column, where no column will do for all that it had a part in; then the values
/// that name the user together.
std::vector<Principals> candidatesAmong(const std::vector<Culprit> &culprits, const std::vector<Culprit> &constants,
                                        const Ownership &owners);

} // namespace pgtidy::analysis::isolation
