#include "engine/engine.h"
#include "file_text.h"

#include "llvm/Support/MemoryBuffer.h"

namespace pgtidy::engine {

namespace {

constexpr size_t largestFile = 16 << 20;

} // namespace

llvm::Expected<facts::Unit> queryFileFacts(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return llvm::createStringError("cannot read: " + buffer.getError().message());
  return queryTextFacts(path, (*buffer)->getBuffer());
}

llvm::Expected<facts::Unit> queryTextFacts(const std::string &path, llvm::StringRef bytes) {
  if (bytes.size() > largestFile)
    return llvm::createStringError("is larger than 16 MiB: split it, or leave it out");
  if (bytes.contains('\0'))
    return llvm::createStringError("is not text: it holds a zero byte");
  facts::Unit unit;
  unit.mainFile = path;
  text::FileId file = unit.files.add(path);
  facts::Call call;
  call.action = facts::Action::Execute;
  call.placeholders = facts::Placeholders::QuestionOrColon;
  call.location = {file, 1, 1, 0};
  call.sql = fileText(bytes, file);
  unit.calls.push_back(std::move(call));
  return unit;
}

} // namespace pgtidy::engine
