#include "files.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace pgtidy::tool {

char ReaderGone::ID = 0;

std::string contentsOf(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  return buffer ? (*buffer)->getBuffer().str() : std::string();
}

llvm::Expected<std::string> readInput(const std::string &path, llvm::StringRef what) {
  auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(path, /*IsText=*/true);
  if (!buffer)
    return llvm::createStringError("cannot read " + what + " '" + path + "': " + buffer.getError().message());
  return (*buffer)->getBuffer().str();
}

static llvm::Error cannotWrite(const std::string &path, const std::string &why) {
  return llvm::createStringError("cannot write '" + (path.empty() ? "standard output" : path) + "': " + why);
}

static llvm::Error writeTo(llvm::raw_fd_ostream &out, const std::string &path,
                           llvm::function_ref<void(llvm::raw_ostream &)> write) {
  write(out);
  out.flush();
  if (!out.has_error())
    return llvm::Error::success();
  std::error_code why = out.error();
  out.clear_error();
  if (why == std::errc::broken_pipe)
    return llvm::make_error<ReaderGone>();
  return cannotWrite(path, why.message());
}

llvm::Error writeWhole(const std::string &path, llvm::function_ref<void(llvm::raw_ostream &)> write) {
  if (path.empty() || path == "-")
    return writeTo(llvm::outs(), "", write);
  llvm::sys::fs::file_status status;
  (void)llvm::sys::fs::status(path, status);
  if (llvm::sys::fs::exists(status) && !llvm::sys::fs::is_regular_file(status)) { // a pipe, /dev/null
    std::error_code error;
    llvm::raw_fd_ostream out(path, error);
    return error ? cannotWrite(path, error.message()) : writeTo(out, path, write);
  }
  if (llvm::sys::fs::exists(status) && !llvm::sys::fs::can_write(path))
    return cannotWrite(path, "it is read-only");
  llvm::Expected<llvm::sys::fs::TempFile> temporary =
      llvm::sys::fs::TempFile::create(path + ".%%%%%%%%", llvm::sys::fs::all_read | llvm::sys::fs::owner_write);
  if (!temporary)
    return cannotWrite(path, llvm::toString(temporary.takeError()));
  llvm::raw_fd_ostream out(temporary->FD, /*shouldClose=*/false);
  if (llvm::Error error = writeTo(out, path, write)) {
    llvm::consumeError(temporary->discard());
    return error;
  }
  if (llvm::sys::fs::exists(status))
    (void)llvm::sys::fs::setPermissions(temporary->FD, status.permissions());
  if (llvm::Error error = temporary->keep(path))
    return cannotWrite(path, llvm::toString(std::move(error)));
  return llvm::Error::success();
}

std::string folderOf(const std::string &file) {
  llvm::SmallString<256> absolute(file);
  (void)llvm::sys::fs::make_absolute(absolute);
  llvm::sys::path::remove_dots(absolute, /*remove_dot_dot=*/true);
  return llvm::sys::path::parent_path(absolute).str();
}

} // namespace pgtidy::tool
