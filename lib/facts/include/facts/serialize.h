// Facts to bytes and back, for `--facts-out`, `pgtidy link` and the cache.
#pragma once

#include "facts/redact.h"
#include "facts/unit.h"

#include "llvm/Support/Error.h"

#include <string>

namespace pgtidy::facts {

/// JSON, one line, stable for equal facts. Passwords in connection texts must have been redacted before.
std::string serialize(const Unit &unit);
/// The error says at which byte the text is not facts, or that they are of another version.
llvm::Expected<Unit> deserialize(llvm::StringRef json);

} // namespace pgtidy::facts
