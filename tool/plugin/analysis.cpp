#include "analysis.h"

#include "engine/engine.h"
#include "extract/parsed.h"
#include "facts/serialize.h"

#include "clang/AST/ASTContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <algorithm>

namespace pgtidy::plugin {

using Warn = llvm::function_ref<void(const std::string &)>;

static llvm::Expected<engine::Config> configFor(llvm::StringRef mainFile, const ProjectFiles &asked) {
  std::string file = asked.config.empty() ? engine::findConfig(llvm::sys::path::parent_path(mainFile)) : asked.config;
  if (file.empty())
    return engine::Config();
  llvm::Expected<engine::Config> config = engine::readConfig(file);
  if (config)
    config->envFiles.clear(); // a translation unit shows its own findings
  return config;
}

static std::vector<std::string> factsFiles(const std::string &folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator entry(folder, error), end; entry != end && !error;
       entry.increment(error))
    if (llvm::StringRef(entry->path()).ends_with(".json"))
      files.push_back(entry->path());
  std::sort(files.begin(), files.end());
  return files;
}

/// The other units of the project: what clang-tidy has just parsed is newer than what was written of it.
static void addLinked(engine::Collected &collected, const std::string &folder, Warn warn) {
  for (const std::string &file : factsFiles(folder)) {
    auto buffer = llvm::MemoryBuffer::getFile(file);
    if (!buffer) {
      warn("facts '" + file + "' cannot be read: " + buffer.getError().message());
      continue;
    }
    llvm::Expected<facts::Unit> unit = facts::deserialize((*buffer)->getBuffer());
    if (!unit)
      warn("'" + file + "': " + llvm::toString(unit.takeError()) + "; make it again with pgtidy --facts-out");
    else if (unit->mainFile != collected.units.front().mainFile)
      collected.units.push_back(std::move(*unit));
  }
}

static findings::Results analyse(clang::ASTContext &context, const ProjectFiles &asked, Warn warn) {
  const clang::SourceManager &sources = context.getSourceManager();
  clang::OptionalFileEntryRef main = sources.getFileEntryRefForID(sources.getMainFileID());
  llvm::SmallString<256> mainFile(main ? main->getName() : "");
  sources.getFileManager().makeAbsolutePath(mainFile);

  llvm::Expected<engine::Config> config = configFor(mainFile, asked);
  if (!config) {
    warn(llvm::toString(config.takeError()));
    return {};
  }
  config->checks = "*"; // clang-tidy's own list says which are on
  llvm::Expected<rules::Rules> rules = engine::loadRules(*config);
  if (!rules) {
    warn(llvm::toString(rules.takeError()));
    return {};
  }
  engine::Collected collected;
  collected.units.push_back(extract::extractParsed(context, *rules));
  facts::redactSecrets(collected.units.front());
  addLinked(collected, asked.facts.empty() ? "pgtidy-facts" : asked.facts, warn);
  findings::Results results = engine::analyse(std::move(collected), *config);
  for (const findings::Problem &problem : results.problems)
    warn(problem.place.file + ":" + std::to_string(problem.place.line) + ": " + problem.message);
  return results;
}

const findings::Results &Analysis::of(clang::ASTContext &context, const ProjectFiles &asked, Warn warn) {
  if (Of != &context) {
    Results = analyse(context, asked, warn);
    Of = &context;
  }
  return Results;
}

} // namespace pgtidy::plugin
