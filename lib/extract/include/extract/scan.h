// Which files a unit consists of: its directives are read, its code is not.
#pragma once

#include "extract/extract.h"

#include <memory>
#include <string>
#include <vector>

namespace pgtidy::extract {

/// The files of one unit, absolute paths, each once, in the order in which they are first included.
struct Scan {
  std::vector<std::string> project; ///< the main file first; facts come of these
  std::vector<std::string> system;  ///< headers that are a system's or a library's
  bool isComplete = false;          ///< false when a directive could not be followed: there may be more files
};

/// Scans units; what is read of a file is kept and shared by all scans. Safe to use from several threads at once.
class Scanner {
public:
  Scanner();
  ~Scanner();
  Scanner(const Scanner &) = delete;
  Scanner &operator=(const Scanner &) = delete;

  Scan scan(const Command &command);
  /// The contents of a file as the scans saw it; "" when it cannot be read. Valid as long as the scanner.
  llvm::StringRef contents(const std::string &path);

private:
  class Store;
  std::unique_ptr<Store> Files;
};

} // namespace pgtidy::extract
