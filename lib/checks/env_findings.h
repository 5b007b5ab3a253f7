// Findings in files of variables.
#pragma once

#include "analysis/env_secret.h"
#include "place.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace pgtidy::checks {

/// A finding at an assignment.
Finding variableFinding(const Input &input, const facts::EnvVariable &variable, std::string message);

/// A finding for each secret in use of the files that `isMeant`; `message` is given the variable's name.
Findings findRealSecrets(const Input &input, llvm::function_ref<bool(const facts::EnvFile &)> isMeant,
                         llvm::function_ref<std::string(const facts::EnvFile &, const std::string &)> message,
                         llvm::function_ref<std::string(const std::string &file)> advice);

} // namespace pgtidy::checks
