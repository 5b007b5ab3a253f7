// Paths of files.
#pragma once

#include <string>
#include <string_view>

namespace pgtidy::text {

/// `path` as seen from `folder`: itself when it is absolute, else below the folder. LLVM's own is in sys::fs in 19 and
/// in sys::path in 22.
std::string seenFrom(std::string_view folder, std::string_view path);

} // namespace pgtidy::text
