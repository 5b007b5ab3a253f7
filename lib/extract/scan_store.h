// The files that scans have read, each once.
#pragma once

#include "clang/Lex/DependencyDirectivesScanner.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace pgtidy::extract {

/// A file system over the real one that remembers, for all its users, what files there are and what they hold.
class ScanStore {
public:
  struct File {
    std::once_flag once;
    llvm::ErrorOr<llvm::vfs::Status> status = std::make_error_code(std::errc::no_such_file_or_directory);
    std::once_flag onceRead;
    std::unique_ptr<llvm::MemoryBuffer> buffer; ///< null when it cannot be read
    std::once_flag onceScanned;
    bool isScanned = false;
    llvm::SmallVector<clang::dependency_directives_scan::Token, 0> tokens;
    llvm::SmallVector<clang::dependency_directives_scan::Directive, 0> directives;
  };

  /// What there is at `path`, which is absolute.
  File &at(llvm::StringRef path);
  /// The same, read; `buffer` is null when it cannot be.
  File &read(llvm::StringRef path);
  /// The same, with its directives found; `isScanned` is false when they cannot be told.
  File &scanned(llvm::StringRef path);

  /// A view of the files for one user, with a working directory of its own.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> view(const std::string &directory);

private:
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Real = llvm::vfs::getRealFileSystem();
  std::mutex Lock;
  std::map<std::string, std::unique_ptr<File>, std::less<>> Files;
};

} // namespace pgtidy::extract
