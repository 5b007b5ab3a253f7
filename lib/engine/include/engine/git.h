// What git knows of a file.
#pragma once

#include "facts/environment.h"

#include "llvm/ADT/StringRef.h"

namespace pgtidy::engine {

/// Asks the git that is installed; Unknown without one, and outside of repositories. Nothing that the repository
/// configures is run.
facts::Tracking trackingOf(llvm::StringRef path);

} // namespace pgtidy::engine
