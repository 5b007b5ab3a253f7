// Clang's own headers.
#pragma once

#include <string>

namespace pgtidy::extract {

/// The folder with Clang's own headers (stddef.h, immintrin.h): beside this program where it was installed with them,
/// else that of the Clang that it was built with.
std::string resourceFolder();

} // namespace pgtidy::extract
