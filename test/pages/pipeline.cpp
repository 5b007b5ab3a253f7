#include "pipeline.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include "gtest/gtest.h"

#include <fstream>

namespace pgtidy::test {

extract::Command compileCommand(const std::string &file, const std::vector<std::string> &flags) {
  std::vector<std::string> arguments{
      "clang++", "-std=c++20", "-isystem", "/usr/include/postgresql", "-isystem", PGTIDY_SOURCE_DIR "/test/stubs"};
  arguments.insert(arguments.end(), flags.begin(), flags.end());
  arguments.insert(arguments.end(), {"-c", file});
  return {llvm::sys::path::parent_path(file).str(), file, arguments};
}

findings::Results run(const std::vector<extract::Command> &commands, const std::vector<std::string> &queryFiles,
                      const engine::Config &config) {
  llvm::Expected<rules::Rules> rules = engine::loadRules(config);
  if (!rules) {
    ADD_FAILURE() << llvm::toString(rules.takeError());
    return {};
  }
  engine::Collected collected = engine::collectFacts(commands, *rules, {.jobs = 2});
  for (const std::string &file : queryFiles) {
    if (llvm::Expected<facts::Unit> unit = engine::queryFileFacts(file))
      collected.units.push_back(std::move(*unit));
    else
      ADD_FAILURE() << file << ": " << llvm::toString(unit.takeError());
  }
  engine::Config whole = config;
  whole.wholeProject = true;
  return engine::analyse(std::move(collected), whole);
}

findings::Results runSchema(const std::vector<std::string> &schemaFiles, const engine::Config &config) {
  engine::Collected collected;
  collected.schemaFiles = schemaFiles;
  return engine::analyse(std::move(collected), config);
}

std::string problemsOf(const findings::Results &results) {
  std::string text;
  for (const std::vector<findings::Problem> *problems : {&results.problems, &results.failures})
    for (const findings::Problem &problem : *problems)
      text += problem.place.file + ":" + std::to_string(problem.place.line) + ": " + problem.message + "\n";
  return text;
}

std::string contentsOf(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  EXPECT_TRUE(static_cast<bool>(buffer)) << "cannot read " << path;
  return buffer ? (*buffer)->getBuffer().str() : "";
}

TemporaryFolder::TemporaryFolder() {
  llvm::SmallString<128> path;
  llvm::sys::fs::createUniqueDirectory("pgtidy", path);
  Path = path.str().str();
}

TemporaryFolder::~TemporaryFolder() { llvm::sys::fs::remove_directories(Path); }

std::string TemporaryFolder::write(const std::string &name, const std::string &contents) const {
  std::string path = Path + "/" + name;
  llvm::sys::fs::create_directories(llvm::sys::path::parent_path(path));
  std::ofstream(path, std::ios::binary) << contents;
  return path;
}

} // namespace pgtidy::test
