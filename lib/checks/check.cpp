#include "checks/check.h"

#include "text/glob.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace pgtidy::checks {

bool isOn(const Check &check, llvm::StringRef globs) {
  if (!text::isOn(globs, check.name))
    return false;
  llvm::SmallVector<llvm::StringRef> entries;
  globs.split(entries, ',');
  return !check.offByDefault ||
         llvm::any_of(entries, [&](llvm::StringRef entry) { return entry.trim() == check.name; });
}

} // namespace pgtidy::checks
