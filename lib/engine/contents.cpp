#include "contents.h"

#include "llvm/Support/MemoryBuffer.h"

namespace pgtidy::engine {

llvm::ErrorOr<std::string> contentsOf(const std::string &path, const extract::Unsaved &unsaved) {
  if (auto open = unsaved.find(path); open != unsaved.end())
    return open->second;
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return buffer.getError();
  return (*buffer)->getBuffer().str();
}

} // namespace pgtidy::engine
