#include "text/path.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace pgtidy::text {

std::string seenFrom(std::string_view folder, std::string_view path) {
  if (llvm::sys::path::is_absolute(path))
    return std::string(path);
  llvm::SmallString<256> below(folder);
  llvm::sys::path::append(below, path);
  return below.str().str();
}

} // namespace pgtidy::text
