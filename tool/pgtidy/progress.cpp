#include "progress.h"

#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace pgtidy::tool {

static std::string bar(size_t done, size_t total) {
  constexpr size_t width = 24;
  size_t full = done * width / total;
  std::string text;
  for (size_t at = 0; at < width; ++at)
    text += at < full ? "━" : "╌";
  return text;
}

engine::Progress progressLine(bool quiet) {
  if (quiet || !llvm::errs().is_displayed())
    return nullptr;
  return [](size_t done, size_t total, const std::string &file) {
    llvm::errs() << "\r\x1b[K";
    if (done < total)
      llvm::errs() << bar(done, total) << ' ' << done << '/' << total << ' ' << llvm::sys::path::filename(file);
    llvm::errs().flush();
  };
}

} // namespace pgtidy::tool
