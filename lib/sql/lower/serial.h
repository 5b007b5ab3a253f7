// serial and kin, which are no types of their own (PostgreSQL manual, 8.1.4).
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace pgtidy::sql {

/// The integer type behind `serial` and kin; "" for other types.
std::string serialType(llvm::StringRef type);

} // namespace pgtidy::sql
