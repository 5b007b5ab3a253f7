// What a body in PL/pgSQL says of its names before its first block runs.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pgtidy::analysis::isolation {

/// `owner ALIAS FOR $1`: the other name with what it stands for, in lower case. None of a name that is given twice.
std::vector<std::pair<std::string, std::string>> aliasesIn(std::string_view body);

/// Whether a name that a variable and a column have is the variable's: #variable_conflict use_variable.
bool prefersVariables(std::string_view body);

} // namespace pgtidy::analysis::isolation
