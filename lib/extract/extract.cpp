#include "extract/extract.h"
#include "analyse.h"
#include "crash.h"
#include "frontend.h"
#include "names.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace pgtidy::extract {

using Files = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;

static constexpr uint64_t LargestSource = 32ULL << 20;

/// Why the main file cannot be read as source, or success.
static llvm::Error checkSource(const std::string &path, llvm::vfs::FileSystem &files) {
  auto fail = [&](const llvm::Twine &why) { return llvm::createStringError(why); };
  llvm::ErrorOr<llvm::vfs::Status> status = files.status(path);
  if (!status)
    return fail("cannot be read: " + status.getError().message() + "; is it made by the build? then build it first");
  if (!status->isRegularFile())
    return fail("is not a regular file");
  if (status->getSize() > LargestSource)
    return fail("is larger than 32 MiB (" + llvm::Twine(status->getSize() >> 20) +
                " MiB), which no one wrote by hand: leave it out");
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> buffer = files.getBufferForFile(path);
  if (!buffer)
    return fail("cannot be read: " + buffer.getError().message());
  if ((*buffer)->getBuffer().contains('\0'))
    return fail("is not text: it holds NUL bytes; leave it out of what is analysed");
  return llvm::Error::success();
}

static llvm::Error extractInto(const Command &command, const Files &files, const rules::Rules &rules, facts::Unit &unit,
                               Durations &spent) {
  using Clock = std::chrono::steady_clock;
  unit.mainFile = absolutePath(command.directory, command.file);
  if (llvm::Error error = checkSource(unit.mainFile, *files))
    return error;
  unit.files.add(unit.mainFile);
  auto evaluate = [&](clang::ASTContext &context) {
    Clock::time_point begin = Clock::now();
    analyse(context, rules, command.directory, unit);
    spent.evaluate += Clock::now() - begin;
  };
  Clock::time_point begin = Clock::now();
  llvm::Error error = parseUnit(command, files, unit, evaluate);
  spent.parse = Clock::now() - begin - spent.evaluate;
  return error;
}

/// Runs `extractInto` where a crash is survived.
static llvm::Expected<facts::Unit> extractGuarded(const Command &command, Files files, const rules::Rules &rules,
                                                  Durations &spent) {
  facts::Unit unit;
  llvm::Error error = llvm::Error::success();
  bool survived = runGuarded([&] {
    llvm::consumeError(std::move(error));
    error = extractInto(command, files, rules, unit, spent);
  });
  if (!survived) {
    llvm::consumeError(std::move(error));
    return llvm::createStringError(absolutePath(command.directory, command.file) +
                                   ": clang crashed on this file; it was not analysed");
  }
  if (error)
    return error;
  return unit;
}

/// The files on disk with a working directory of their own, and `unsaved` in front of them.
static Files filesWith(const Unsaved &unsaved) {
  Files disk = llvm::vfs::createPhysicalFileSystem();
  if (unsaved.empty())
    return disk;
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto &[path, contents] : unsaved)
    memory->addFile(path, 0, llvm::MemoryBuffer::getMemBufferCopy(contents, path));
  auto files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(std::move(disk));
  files->pushOverlay(std::move(memory));
  return files;
}

llvm::Expected<facts::Unit> extract(const Command &command, const rules::Rules &rules, const Unsaved &unsaved,
                                    Durations *spent) {
  Files files = filesWith(unsaved);
  std::error_code noDirectory = files->setCurrentWorkingDirectory(command.directory);
  Durations unheard;
  llvm::Expected<facts::Unit> unit = extractGuarded(command, files, rules, spent ? *spent : unheard);
  if (unit && noDirectory)
    unit->problems.insert(unit->problems.begin(), {{},
                                                   "the directory of its compile command, " + command.directory +
                                                       ", cannot be entered: " + noDirectory.message()});
  return unit;
}

llvm::Expected<facts::Unit> extract(const Command &command, const rules::Rules &rules) {
  return extract(command, rules, {});
}

llvm::Expected<facts::Unit> extractText(llvm::StringRef source, llvm::StringRef fileName,
                                        llvm::ArrayRef<std::string> flags, const rules::Rules &rules) {
  llvm::SmallString<256> directory;
  if (std::error_code error = llvm::sys::fs::current_path(directory))
    return llvm::createStringError(error, "the current directory cannot be read");
  Command command{directory.str().str(), fileName.str(), {"clang++"}};
  command.arguments.insert(command.arguments.end(), flags.begin(), flags.end());
  command.arguments.push_back(command.file);

  Files files = filesWith({{absolutePath(command.directory, command.file), source.str()}});
  (void)files->setCurrentWorkingDirectory(command.directory);
  Durations unheard;
  return extractGuarded(command, files, rules, unheard);
}

} // namespace pgtidy::extract
