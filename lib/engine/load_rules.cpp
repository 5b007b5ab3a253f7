#include "engine/engine.h"
#include "text/path.h"

namespace pgtidy::engine {

llvm::Expected<rules::Rules> loadRules(const Config &config) {
  std::vector<std::string> paths;
  for (const std::string &file : config.rules)
    paths.push_back(text::seenFrom(config.root, file));
  return rules::load(paths);
}

} // namespace pgtidy::engine
