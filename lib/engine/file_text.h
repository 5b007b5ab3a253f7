// A file of SQL as a text whose bytes know where they stand.
#pragma once

#include "facts/text.h"
#include "text/location.h"

#include "llvm/ADT/StringRef.h"

namespace pgtidy::engine {

/// All of a file's bytes, those of each line at their place in `file`.
facts::Text fileText(llvm::StringRef bytes, text::FileId file);

} // namespace pgtidy::engine
