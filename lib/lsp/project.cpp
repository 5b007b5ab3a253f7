#include "project.h"

#include "engine/compile_database.h"
#include "engine/git.h"
#include "facts/redact.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace pgtidy::lsp {

namespace path = llvm::sys::path;
using engine::CompileDatabase;

static bool isSql(llvm::StringRef file) { return path::extension(file).equals_insensitive(".sql"); }

void Project::load() {
  Config = {};
  Rules.reset();
  Commands.clear();
  Units.clear();
  Failures.clear();
  Problems.clear();
  Tracked.clear();
  loadConfig();
  loadDatabase();
}

void Project::loadConfig() {
  Config.root = Root;
  std::string file = Given.configFile.empty() ? engine::findConfig(Root) : Given.configFile;
  if (!file.empty()) {
    if (llvm::Expected<engine::Config> config = engine::readConfig(file))
      Config = std::move(*config);
    else
      Problems.push_back({{file, 1, 1}, llvm::toString(config.takeError())});
  }
  if (llvm::Expected<rules::Rules> rules = engine::loadRules(Config))
    Rules = std::move(*rules);
  else
    Problems.push_back({{file, 1, 1}, llvm::toString(rules.takeError())});
}

void Project::loadDatabase() {
  std::string folder = Given.buildPath.empty() ? engine::findCompileDatabase(Root) : Given.buildPath;
  if (folder.empty())
    return;
  llvm::Expected<CompileDatabase> database = engine::readCompileDatabase(folder);
  if (!database) {
    Problems.push_back({{}, llvm::toString(database.takeError())});
    return;
  }
  for (extract::Command &command : database->commands)
    Commands.emplace(CompileDatabase::sourceOf(command), std::move(command));
}

std::vector<std::string> Project::unread() const {
  std::vector<std::string> files;
  for (const auto &[file, command] : Commands)
    if (!Units.count(file) && !Failures.count(file))
      files.push_back(file);
  std::vector<findings::Problem> problems;
  for (const std::string &file : engine::expandGlobs(Config.queries, Config.root, problems))
    if (!Units.count(file) && !Failures.count(file))
      files.push_back(file);
  return files;
}

bool Project::readUnit(const extract::Command &command, const extract::Unsaved &unsaved) {
  std::string file = CompileDatabase::sourceOf(command);
  Failures.erase(file);
  llvm::Expected<facts::Unit> unit = extract::extract(command, *Rules, unsaved);
  if (!unit) {
    Failures[file] = llvm::toString(unit.takeError());
    return false; // the facts of before stay: a file is often broken while it is typed
  }
  facts::redactSecrets(*unit);
  Units[file] = std::move(*unit);
  return true;
}

void Project::readSql(const std::string &file, const extract::Unsaved &unsaved) {
  auto open = unsaved.find(file);
  llvm::Expected<facts::Unit> unit =
      open == unsaved.end() ? engine::queryFileFacts(file) : engine::queryTextFacts(file, open->second);
  Failures.erase(file);
  if (unit)
    Units[file] = std::move(*unit);
  else
    Failures[file] = llvm::toString(unit.takeError());
}

std::vector<std::string> Project::includers(const std::string &header) const {
  std::vector<std::string> files;
  for (const auto &[file, unit] : Units)
    if (llvm::is_contained(unit.files.paths(), header))
      files.push_back(file);
  return files;
}

size_t Project::read(const std::string &file, const extract::Unsaved &unsaved) {
  if (!Rules)
    return 0;
  std::vector<findings::Problem> problems;
  if (isSql(file)) {
    // A schema file is no statement of the program, unless it is named as one.
    if (llvm::is_contained(engine::expandGlobs(Config.queries, Config.root, problems), file))
      readSql(file, unsaved);
    return 1;
  }
  if (llvm::is_contained(engine::expandGlobs(Config.envFiles, Config.root, problems), file))
    return 1;
  auto command = Commands.find(file);
  if (command != Commands.end())
    return readUnit(command->second, unsaved);
  size_t read = 0;
  for (const std::string &source : includers(file))
    if (auto including = Commands.find(source); including != Commands.end())
      read += readUnit(including->second, unsaved);
  return read;
}

bool Project::isShared(const std::string &file) const {
  llvm::StringRef name = path::filename(file);
  return name == ".pgtidy" || name == "compile_commands.json" || llvm::is_contained(Config.rules, file);
}

findings::Results Project::results(const extract::Unsaved &unsaved) const {
  engine::Collected collected;
  collected.unsaved = unsaved;
  collected.tracking = [this](const std::string &path) {
    auto [known, isNew] = Tracked.try_emplace(path);
    if (isNew)
      known->second = engine::trackingOf(path);
    return known->second;
  };
  for (const auto &[file, unit] : Units)
    collected.units.push_back(unit);
  for (const auto &[file, unit] : Units)
    for (const facts::Problem &problem : unit.problems)
      if (problem.location.isValid())
        collected.problems.push_back(
            {{unit.files.path(problem.location.file), problem.location.line, problem.location.column},
             problem.message});
  for (const auto &[file, why] : Failures)
    collected.failures.push_back({{file, 0, 0}, why});
  llvm::append_range(collected.problems, Problems);
  return engine::analyse(std::move(collected), Config);
}

} // namespace pgtidy::lsp
