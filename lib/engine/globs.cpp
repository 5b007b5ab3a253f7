#include "engine/engine.h"

#include "text/glob.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <algorithm>
#include <set>

namespace pgtidy::engine {

namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

bool isPattern(llvm::StringRef component) { return component.find_first_of("*?[") != llvm::StringRef::npos; }

/// The folder that all files of a glob are below: its part before the first component with a wild card.
std::string fixedFolder(llvm::StringRef glob) {
  llvm::StringRef fixed = glob.substr(0, glob.find_first_of("*?["));
  return fixed.substr(0, fixed.rfind('/') + 1).str();
}

std::vector<std::string> filesMatching(llvm::StringRef glob) {
  std::vector<std::string> found;
  std::error_code error;
  std::string folder = fixedFolder(glob);
  for (fs::recursive_directory_iterator at(folder, error, /*follow_symlinks=*/false), end; at != end && !error;
       at.increment(error)) {
    if (llvm::StringRef(path::filename(at->path())) == ".git")
      at.no_push();
    else if (at->type() != fs::file_type::directory_file && text::matchesPath(glob.str(), at->path()))
      found.push_back(at->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string absoluteGlob(const std::string &glob, const std::string &root) {
  llvm::SmallString<256> absolute(glob);
  if (!path::is_absolute(glob)) {
    absolute = root;
    path::append(absolute, glob);
  }
  path::remove_dots(absolute, /*remove_dot_dot=*/true);
  return absolute.str().str();
}

} // namespace

std::vector<std::string> expandGlobs(const std::vector<std::string> &globs, const std::string &root,
                                     std::vector<findings::Problem> &problems) {
  std::vector<std::string> files;
  std::set<std::string> seen;
  for (const std::string &glob : globs) {
    std::string absolute = absoluteGlob(glob, root);
    bool isGlob = isPattern(absolute);
    std::vector<std::string> found = isGlob ? filesMatching(absolute) : std::vector<std::string>{absolute};
    if (isGlob ? found.empty() : !fs::is_regular_file(absolute)) {
      problems.push_back({{absolute, 0, 0},
                          isGlob ? "no file matches this pattern; correct it in the configuration"
                                 : "no such file; correct its path in the configuration"});
      continue;
    }
    for (std::string &file : found)
      if (seen.insert(file).second)
        files.push_back(std::move(file));
  }
  return files;
}

} // namespace pgtidy::engine
