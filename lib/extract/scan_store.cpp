#include "scan_store.h"

#include "names.h"

namespace pgtidy::extract {

namespace {

class StoredFile : public llvm::vfs::File {
public:
  StoredFile(llvm::vfs::Status status, llvm::StringRef bytes) : Status(std::move(status)), Bytes(bytes) {}
  llvm::ErrorOr<llvm::vfs::Status> status() override { return Status; }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> getBuffer(const llvm::Twine &name, int64_t, bool, bool) override {
    return llvm::MemoryBuffer::getMemBuffer(Bytes, name.str());
  }
  std::error_code close() override { return {}; }

private:
  llvm::vfs::Status Status;
  llvm::StringRef Bytes;
};

class View : public llvm::vfs::ProxyFileSystem {
public:
  View(ScanStore &store, std::string directory)
      : ProxyFileSystem(llvm::vfs::createPhysicalFileSystem()), Files(store), Directory(std::move(directory)) {
    (void)ProxyFileSystem::setCurrentWorkingDirectory(Directory);
  }
  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &path) override {
    ScanStore::File &file = Files.at(absolute(path));
    if (!file.status)
      return file.status;
    return llvm::vfs::Status::copyWithNewName(*file.status, path);
  }
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine &path) override {
    ScanStore::File &file = Files.read(absolute(path));
    if (!file.status)
      return file.status.getError();
    if (!file.buffer)
      return std::make_error_code(std::errc::permission_denied);
    return std::make_unique<StoredFile>(llvm::vfs::Status::copyWithNewName(*file.status, path),
                                        file.buffer->getBuffer());
  }

private:
  ScanStore &Files;
  std::string Directory;

  std::string absolute(const llvm::Twine &path) const { return absolutePath(Directory, path.str()); }
};

} // namespace

ScanStore::File &ScanStore::at(llvm::StringRef path) {
  File *file = nullptr;
  {
    std::lock_guard guard(Lock);
    auto found = Files.find(path);
    if (found == Files.end())
      found = Files.emplace(path.str(), std::make_unique<File>()).first;
    file = found->second.get();
  }
  std::call_once(file->once, [&] { file->status = Real->status(path); });
  return *file;
}

ScanStore::File &ScanStore::read(llvm::StringRef path) {
  File &file = at(path);
  std::call_once(file.onceRead, [&] {
    if (!file.status || !file.status->isRegularFile())
      return;
    if (auto buffer = Real->getBufferForFile(path))
      file.buffer = std::move(*buffer);
  });
  return file;
}

ScanStore::File &ScanStore::scanned(llvm::StringRef path) {
  File &file = read(path);
  std::call_once(file.onceScanned, [&] {
    file.isScanned = file.buffer &&
                     !clang::scanSourceForDependencyDirectives(file.buffer->getBuffer(), file.tokens, file.directives);
  });
  return file;
}

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> ScanStore::view(const std::string &directory) {
  return llvm::makeIntrusiveRefCnt<View>(*this, directory);
}

} // namespace pgtidy::extract
