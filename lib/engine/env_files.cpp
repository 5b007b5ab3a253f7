#include "env_files.h"

#include "engine/engine.h"
#include "git.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

namespace pgtidy::engine {

namespace {

constexpr size_t largestFile = 1 << 20;

/// That there is no such file is no problem: on a build machine there are none.
std::vector<std::string> pathsOf(const Config &config) {
  std::vector<findings::Problem> missing;
  return expandGlobs(config.envFiles, config.root, missing);
}

} // namespace

void readEnvFiles(const Config &config, facts::Program &program, std::vector<findings::Problem> &problems) {
  for (const std::string &path : pathsOf(config)) {
    auto buffer = llvm::MemoryBuffer::getFile(path);
    if (!buffer) {
      problems.push_back({{path, 0, 0}, "cannot read: " + buffer.getError().message()});
      continue;
    }
    llvm::StringRef text = (*buffer)->getBuffer();
    if (text.size() > largestFile || text.contains('\0'))
      continue; // no list of variables
    facts::EnvFile file = facts::readEnvFile({text.data(), text.size()}, program.files.add(path));
    file.path = path;
    file.tracking = trackingOf(path);
    program.envFiles.push_back(std::move(file));
  }
}

} // namespace pgtidy::engine
