// Which function a call means, and which argument is which.
#pragma once

#include "sql/catalog.h"

#include <vector>

namespace pgtidy::analysis::isolation {

/// Whether a call hands on the arguments of the body that it stands in.
bool passesArgumentsOn(const sql::Expr &call);

/// The argument that the call gives for the function's parameter `index`; null when it gives none.
const sql::Expr *argumentFor(const sql::Expr &call, const sql::Function &function, size_t index);

/// Of functions with one name, those that may take so many arguments, and where casts say the types of all, the one
/// that takes these. Where none is left, the others stay.
void keepFitting(std::vector<const sql::Function *> &named, const sql::Expr &call);

} // namespace pgtidy::analysis::isolation
