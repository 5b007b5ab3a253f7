// What a closed reference rests on.
#pragma once

#include "isolation/refutation.h"

#include <string>
#include <vector>

namespace pgtidy::analysis::isolation {

/// Conditions of the statement, as SQL, that together close the reference `name`, none of which can be left out.
std::vector<std::string> tiesOf(const sql::Name *name, const sql::Statement &statement, const Ownership &ownership,
                                const std::vector<std::string> &holeNames, const Principals &principals);

} // namespace pgtidy::analysis::isolation
