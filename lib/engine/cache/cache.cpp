#include "cache.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

#include <algorithm>

namespace pgtidy::engine {

namespace {

namespace fs = llvm::sys::fs;

constexpr llvm::StringRef suffix = ".pgtidy";

std::string hashOf(llvm::StringRef bytes) {
  llvm::XXH128_hash_t hash = llvm::xxh3_128bits(llvm::arrayRefFromStringRef(bytes));
  return llvm::utohexstr(hash.high64, /*LowerCase=*/true, 16) + llvm::utohexstr(hash.low64, /*LowerCase=*/true, 16);
}

bool makePrivateFolder(llvm::StringRef folder) {
  return !fs::create_directories(folder, /*IgnoreExisting=*/true, fs::owner_all);
}

} // namespace

CacheKey cacheKey(llvm::StringRef everything) { return hashOf(everything); }

std::string Cache::pathOf(const CacheKey &key) const {
  return (Folder + "/" + llvm::StringRef(key).take_front(2) + "/" + key + suffix).str();
}

std::optional<std::string> Cache::read(const CacheKey &key) {
  std::string path = pathOf(key);
  int descriptor = -1;
  if (fs::openFileForRead(path, descriptor))
    return std::nullopt;
  auto buffer = llvm::MemoryBuffer::getOpenFile(fs::convertFDToNativeFile(descriptor), path, -1,
                                                /*RequiresNullTerminator=*/false, /*IsVolatile=*/true);
  // Used now: the others go first when there are too many.
  (void)fs::setLastAccessAndModificationTime(descriptor, std::chrono::system_clock::now());
  (void)llvm::sys::Process::SafelyCloseFileDescriptor(descriptor);
  if (!buffer)
    return std::nullopt;
  auto [checksum, contents] = (*buffer)->getBuffer().split('\n');
  if (checksum == hashOf(contents))
    return contents.str();
  (void)fs::remove(path);
  std::lock_guard guard(Lock);
  Damaged.push_back(path);
  return std::nullopt;
}

void Cache::write(const CacheKey &key, llvm::StringRef contents) {
  std::string path = pathOf(key);
  llvm::SmallString<256> temporary;
  int descriptor = -1;
  if (!makePrivateFolder(Folder) || !makePrivateFolder(llvm::sys::path::parent_path(path)) ||
      fs::createUniqueFile(path + ".%%%%%%%%.tmp", descriptor, temporary, fs::OF_None,
                           fs::owner_read | fs::owner_write))
    return;
  bool failed = false;
  {
    llvm::raw_fd_ostream out(descriptor, /*shouldClose=*/true);
    out << hashOf(contents) << '\n' << contents;
    out.flush();
    failed = out.has_error();
    out.clear_error();
  }
  if (failed || fs::rename(temporary, path)) {
    (void)fs::remove(temporary);
    return;
  }
  std::lock_guard guard(Lock);
  HasWritten = true;
}

void Cache::prune() {
  if (!HasWritten)
    return;
  struct Entry {
    llvm::sys::TimePoint<> used;
    uint64_t size;
    std::string path;
  };
  std::vector<Entry> entries;
  uint64_t total = 0;
  std::error_code error;
  auto longAgo = std::chrono::system_clock::now() - std::chrono::hours(1);
  for (fs::recursive_directory_iterator at(Folder, error), end; at != end && !error; at.increment(error)) {
    fs::file_status status;
    if (fs::status(at->path(), status) || status.type() != fs::file_type::regular_file)
      continue;
    llvm::StringRef path = at->path();
    if (path.ends_with(".tmp") && status.getLastModificationTime() < longAgo)
      (void)fs::remove(path); // of a run that was killed
    if (!path.ends_with(suffix))
      continue;
    entries.push_back({status.getLastModificationTime(), status.getSize(), path.str()});
    total += status.getSize();
  }
  std::sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) { return a.used < b.used; });
  for (const Entry &entry : entries) {
    if (total <= Most)
      break;
    (void)fs::remove(entry.path);
    total -= entry.size;
  }
}

std::vector<std::string> Cache::damaged() {
  std::lock_guard guard(Lock);
  return std::exchange(Damaged, {});
}

} // namespace pgtidy::engine
