// Files that the command line reads and writes.
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <string>

namespace pgtidy::tool {

/// Whoever read our output has stopped: there is nobody to tell.
class ReaderGone : public llvm::ErrorInfo<ReaderGone> {
public:
  static char ID;
  void log(llvm::raw_ostream &out) const override { out << "nobody reads the output"; }
  std::error_code convertToErrorCode() const override { return std::make_error_code(std::errc::broken_pipe); }
};

/// The contents of a file; empty when it cannot be read.
std::string contentsOf(const std::string &path);

/// The contents of a file, "-" for standard input. The error says what the file is for: "cannot read baseline 'x'".
llvm::Expected<std::string> readInput(const std::string &path, llvm::StringRef what);

/// Writes a file whole: under another name beside it, then renamed, so that nobody sees half of it and two writers
/// do not mix. "" is standard output.
llvm::Error writeWhole(const std::string &path, llvm::function_ref<void(llvm::raw_ostream &)> write);

/// The absolute folder of a file.
std::string folderOf(const std::string &file);

} // namespace pgtidy::tool
