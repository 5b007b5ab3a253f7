// The providers of authentication that rules/auth describes.
#pragma once

#include "facts/auth_provider.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <vector>

namespace pgtidy::rules {

/// Those that are built in.
llvm::Expected<std::vector<facts::AuthProvider>> authProviders();

/// Reads one description. `path` is for messages; the error says file, line, column, what is wrong and what is allowed.
llvm::Expected<facts::AuthProvider> readAuthProvider(llvm::StringRef path, llvm::StringRef json);

} // namespace pgtidy::rules
