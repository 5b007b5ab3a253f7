// A folder for one test, deleted at its end.
#pragma once

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <string>

namespace pgtidy::test {

class TemporaryFolder {
public:
  TemporaryFolder() {
    llvm::SmallString<128> path;
    llvm::sys::fs::createUniqueDirectory("pgtidy-test", path);
    Path = path.str().str();
  }
  ~TemporaryFolder() { llvm::sys::fs::remove_directories(Path); }
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;

  const std::string &path() const { return Path; }
  std::string path(llvm::StringRef name) const { return Path + "/" + name.str(); }

  /// Writes a file, with the folders it needs, and returns its path.
  std::string write(llvm::StringRef name, llvm::StringRef contents) const {
    std::string file = path(name);
    llvm::sys::fs::create_directories(llvm::sys::path::parent_path(file));
    std::error_code error;
    llvm::raw_fd_ostream(file, error) << contents;
    return file;
  }

private:
  std::string Path;
};

} // namespace pgtidy::test
