// Paths of files.
#pragma once

#include <string>
#include <string_view>

namespace pgtidy::text {

/// `path` as seen from `folder`: itself when it is absolute, else below the folder. LLVM has it as
/// sys::fs::make_absolute(folder, path) up to 20 and as sys::path::make_absolute since, so pgtidy has its own.
std::string seenFrom(std::string_view folder, std::string_view path);

} // namespace pgtidy::text
