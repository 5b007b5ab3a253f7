// `pgtidy rls`: a migration with the policies that user-owned tables lack.
#pragma once

#include "engine/config.h"
#include "findings/finding.h"

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace pgtidy::engine {

/// The migration as SQL; a comment alone when every table is protected. The error says what is missing (a schema).
llvm::Expected<std::string> rowSecurityMigration(const Config &config, std::vector<findings::Problem> &problems);

} // namespace pgtidy::engine
