// One string literal token, decoded.
#pragma once

#include "facts/text.h"

#include "llvm/ADT/StringRef.h"

namespace pgtidy::extract {

/// Appends the bytes of the string literal token whose whole spelling is `spelling`, quotes, prefix and line
/// continuations included, with their runs. `start` is where the spelling stands; without runs when it is invalid.
/// `wide`: numeric escapes are code points, not bytes. False when `spelling` is no string literal.
bool appendToken(llvm::StringRef spelling, text::Location start, bool wide, facts::Literal &into);

/// Finds `bytes`, which the preprocessor made with `#` of a macro's argument (so that white space is squeezed), in
/// `source`, the invocation that starts at `start`. Appends bytes and runs; false when they are not there.
bool appendStringised(llvm::StringRef bytes, llvm::StringRef source, text::Location start, facts::Literal &into);

} // namespace pgtidy::extract
