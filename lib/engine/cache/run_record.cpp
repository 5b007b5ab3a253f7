#include "run_record.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

#include <chrono>

namespace pgtidy::engine {

namespace {

/// Two writes within this time may leave the same time stamp.
constexpr int64_t stampsApart = 1'000'000'000;

int64_t nanoseconds(llvm::sys::TimePoint<> time) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

bool hasContents(const SeenFile &file) {
  auto buffer = llvm::MemoryBuffer::getFile(file.path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  return buffer && llvm::xxh3_64bits((*buffer)->getBuffer()) == file.hash;
}

void print(llvm::raw_ostream &out, char kind, const SeenFile &file) {
  out << kind << ' ' << file.size << ' ' << file.modified << ' ' << file.hash << ' ' << file.path << '\n';
}

bool parse(llvm::StringRef line, SeenFile &file) {
  auto take = [&](auto &number) {
    auto [word, rest] = line.split(' ');
    line = rest;
    return !word.getAsInteger(10, number);
  };
  if (!take(file.size) || !take(file.modified) || !take(file.hash))
    return false;
  file.path = line.str();
  return true;
}

} // namespace

std::optional<SeenFile> look(const std::string &path) {
  llvm::sys::fs::file_status status;
  if (llvm::sys::fs::status(path, status))
    return std::nullopt;
  return SeenFile{path, status.getSize(), nanoseconds(status.getLastModificationTime()), 0};
}

int64_t nowInNanoseconds() { return nanoseconds(std::chrono::system_clock::now()); }

bool RunRecord::holds() const {
  bool foldersHold = llvm::all_of(folders, [&](const SeenFile &folder) {
    std::optional<SeenFile> now = look(folder.path);
    int64_t modified = now ? now->modified : missing;
    return modified == folder.modified && modified + stampsApart < begun;
  });
  return foldersHold && llvm::all_of(files, [&](const SeenFile &file) {
           std::optional<SeenFile> now = look(file.path);
           if (!now || now->size != file.size)
             return false;
           bool timeTells = now->modified == file.modified && file.modified + stampsApart < begun;
           return timeTells || hasContents(file);
         });
}

std::string print(const RunRecord &record) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << "T " << record.begun << '\n';
  for (const SeenFile &file : record.files)
    print(out, 'F', file);
  for (const SeenFile &folder : record.folders)
    print(out, 'D', folder);
  for (const std::string &unit : record.units)
    out << "U " << unit << '\n';
  return text;
}

std::optional<RunRecord> parseRunRecord(llvm::StringRef text) {
  RunRecord record;
  while (!text.empty()) {
    auto [line, rest] = text.split('\n');
    text = rest;
    llvm::StringRef value = line.drop_front(std::min<size_t>(2, line.size()));
    SeenFile file;
    if (line.starts_with("U "))
      record.units.push_back(value.str());
    else if (line.starts_with("F ") && parse(value, file))
      record.files.push_back(std::move(file));
    else if (line.starts_with("D ") && parse(value, file))
      record.folders.push_back(std::move(file));
    else if (!line.starts_with("T ") || value.getAsInteger(10, record.begun))
      return std::nullopt;
  }
  return record;
}

} // namespace pgtidy::engine
