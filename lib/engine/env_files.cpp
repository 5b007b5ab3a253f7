#include "env_files.h"

#include "contents.h"
#include "engine/git.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::engine {

namespace {

constexpr size_t largestFile = 1 << 20;

/// That there is no such file is no problem: on a build machine there are none.
std::vector<std::string> pathsOf(const Config &config) {
  std::vector<findings::Problem> missing;
  return expandGlobs(config.envFiles, config.root, missing);
}

} // namespace

void readEnvFiles(const Config &config, const Collected &collected, facts::Program &program,
                  std::vector<findings::Problem> &problems) {
  for (const std::string &path : pathsOf(config)) {
    llvm::ErrorOr<std::string> contents = contentsOf(path, collected.unsaved);
    if (!contents) {
      problems.push_back({{path, 0, 0}, "cannot read: " + contents.getError().message()});
      continue;
    }
    llvm::StringRef text = *contents;
    if (text.size() > largestFile || text.contains('\0'))
      continue; // no list of variables
    facts::EnvFile file = facts::readEnvFile({text.data(), text.size()}, program.files.add(path));
    file.path = path;
    file.tracking = collected.tracking ? collected.tracking(path) : trackingOf(path);
    program.envFiles.push_back(std::move(file));
  }
}

} // namespace pgtidy::engine
