// The text of files, as the user sees them.
#pragma once

#include "extract/extract.h"

#include "llvm/Support/ErrorOr.h"

namespace pgtidy::engine {

/// What an editor has of the file, else what is on disk.
llvm::ErrorOr<std::string> contentsOf(const std::string &path, const extract::Unsaved &unsaved);

} // namespace pgtidy::engine
