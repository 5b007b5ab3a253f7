#include "resources.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace pgtidy::extract {

std::string resourceFolder() {
  static const std::string folder = [] {
    std::string program = llvm::sys::fs::getMainExecutable(nullptr, reinterpret_cast<void *>(&resourceFolder));
    llvm::StringRef root = llvm::sys::path::parent_path(llvm::sys::path::parent_path(program));
    for (llvm::StringRef library : {"lib", "lib64"}) {
      llvm::SmallString<256> beside(root);
      llvm::sys::path::append(beside, library, "pgtidy", "clang");
      if (llvm::sys::fs::is_directory(beside + "/include"))
        return beside.str().str();
    }
    return std::string(PGTIDY_CLANG_RESOURCES);
  }();
  return folder;
}

} // namespace pgtidy::extract
