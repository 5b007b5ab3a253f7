#include "progress.h"

#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace pgtidy::tool {

engine::Progress progressLine(bool quiet) {
  if (quiet || !llvm::errs().is_displayed())
    return nullptr;
  return [](size_t done, size_t total, const std::string &file) {
    llvm::errs() << "\r\x1b[K";
    if (done < total)
      llvm::errs() << "[" << done << "/" << total << "] " << llvm::sys::path::filename(file);
    llvm::errs().flush();
  };
}

} // namespace pgtidy::tool
