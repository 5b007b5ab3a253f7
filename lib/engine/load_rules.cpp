#include "engine/engine.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace pgtidy::engine {

llvm::Expected<rules::Rules> loadRules(const Config &config) {
  std::vector<std::string> paths;
  for (const std::string &file : config.rules) {
    llvm::SmallString<256> path(file);
    llvm::sys::path::make_absolute(config.root, path);
    paths.push_back(path.str().str());
  }
  return rules::load(paths);
}

} // namespace pgtidy::engine
