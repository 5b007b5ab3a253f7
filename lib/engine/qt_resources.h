// Qt's collections of resources (.qrc): the names by which a program reads its own files.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace pgtidy::engine {

/// A file that a collection has, and its name in the program: "/prefix/alias".
struct Resource {
  std::string name;
  std::string file;
};

/// The resources of the collection `path`, which has these bytes.
std::vector<Resource> resourcesIn(llvm::StringRef bytes, llvm::StringRef path);

} // namespace pgtidy::engine
