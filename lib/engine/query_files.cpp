#include "engine/engine.h"

#include "llvm/Support/MemoryBuffer.h"

namespace pgtidy::engine {

namespace {

constexpr size_t largestFile = 16 << 20;

/// The lines of `bytes`, each a run.
std::vector<facts::Run> runsOf(llvm::StringRef bytes, text::FileId file) {
  std::vector<facts::Run> runs;
  uint32_t line = 1;
  for (size_t begin = 0; begin < bytes.size(); ++line) {
    size_t end = std::min(bytes.find('\n', begin), bytes.size() - 1) + 1;
    auto offset = static_cast<uint32_t>(begin);
    runs.push_back({offset, static_cast<uint32_t>(end - begin), {file, line, 1, offset}, 0});
    begin = end;
  }
  return runs;
}

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
  call.sql = facts::literal(bytes.str(), runsOf(bytes, file));
  unit.calls.push_back(std::move(call));
  return unit;
}

} // namespace pgtidy::engine
