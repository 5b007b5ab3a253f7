// Text in XML and HTML.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace pgtidy::report {

/// `text` for the inside of an element or of a quoted attribute: markup is escaped; what XML has no place for (control
/// characters, bytes that are not UTF-8) becomes U+FFFD.
std::string markup(llvm::StringRef text);

/// The same for HTML, with `names` as code.
std::string prose(llvm::StringRef text);

} // namespace pgtidy::report
