#include "reading.h"

#include "progress.h"
#include "text/path.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

namespace pgtidy::tool {

namespace {

std::string hashOf(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  return buffer ? llvm::utohexstr(llvm::xxh3_64bits((*buffer)->getBuffer())) : "";
}

/// The program itself with all that is built into it, and the rules of the configuration.
std::string makerOf(const engine::Config &config) {
  static int inThisProgram;
  std::string maker = PGTIDY_VERSION " LLVM " LLVM_VERSION_STRING " ";
  maker += hashOf(llvm::sys::fs::getMainExecutable(nullptr, &inThisProgram));
  for (const std::string &rules : config.rules)
    maker += " " + hashOf(text::seenFrom(config.root, rules));
  return maker;
}

std::string cacheFolderOf(const Options &options) {
  llvm::SmallString<256> folder(options.cacheDir);
  if (!folder.empty()) {
    (void)llvm::sys::fs::make_absolute(folder);
  } else {
    if (!llvm::sys::path::cache_directory(folder))
      return {};
    llvm::sys::path::append(folder, "pgtidy");
  }
  return folder.str().str();
}

} // namespace

engine::Reading readingFor(const Options &options, const engine::Config &config) {
  engine::Reading reading;
  reading.jobs = options.jobs;
  reading.prefilter = !options.noPrefilter && options.factsOut.empty();
  reading.progress = progressLine(options.quiet);
  reading.ownerWords = engine::ownerWords(config);
  if (options.noCache)
    return reading;
  reading.cacheFolder = cacheFolderOf(options);
  reading.maker = makerOf(config) + " " + llvm::join(reading.ownerWords, ",");
  return reading;
}

} // namespace pgtidy::tool
