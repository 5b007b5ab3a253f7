#include "unit_store.h"

#include "facts/serialize.h"
#include "text/path.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

#include <set>

namespace pgtidy::engine {

namespace {

std::string describe(const extract::Command &command) {
  std::string text = command.directory + '\n' + command.file;
  for (const std::string &argument : command.arguments)
    text += '\0' + argument;
  return text + '\n';
}

/// The folders in which a command looks for headers.
void addIncludeFolders(const extract::Command &command, std::set<std::string> &folders) {
  for (size_t i = 0; i < command.arguments.size(); ++i) {
    llvm::StringRef value = command.arguments[i];
    bool isOption = false;
    for (llvm::StringRef option : {"-I", "-isystem", "-iquote", "-idirafter"})
      if (value.consume_front(option)) {
        isOption = true;
        break;
      }
    if (isOption && value.empty() && i + 1 < command.arguments.size())
      value = command.arguments[i + 1];
    if (!isOption || value.empty())
      continue;
    folders.insert(text::seenFrom(command.directory, value));
  }
}

} // namespace

UnitStore::UnitStore(std::string folder, std::string maker, const std::vector<extract::Command> &commands,
                     bool prefilter)
    : Entries(std::move(folder)), Maker(std::move(maker)), Commands(commands), Keys(commands.size()) {
  Record.begun = nowInNanoseconds();
  std::string run = "run\n" + Maker + (prefilter ? "\nprefilter\n" : "\neverything\n");
  for (const extract::Command &command : commands)
    run += describe(command);
  RunKey = cacheKey(run);
}

std::optional<std::vector<std::optional<facts::Unit>>> UnitStore::recall() {
  std::optional<std::string> text = Entries.read(RunKey);
  std::optional<RunRecord> record = text ? parseRunRecord(*text) : std::nullopt;
  if (!record || record->units.size() != Commands.size() || !record->holds())
    return std::nullopt;
  std::vector<std::optional<facts::Unit>> units(Commands.size());
  for (size_t index = 0; index < Commands.size(); ++index) {
    if (record->units[index].empty())
      continue;
    Keys[index] = record->units[index];
    units[index] = find(index);
    if (!units[index])
      return std::nullopt;
  }
  return units;
}

/// Notes all files and folders, and hashes the contents.
void UnitStore::look(const std::vector<extract::Scan> &scans, extract::Scanner &scanner,
                     llvm::StringMap<uint64_t> &hashes) {
  std::set<std::string> folders;
  for (const extract::Scan &scan : scans)
    for (const auto *paths : {&scan.project, &scan.system})
      for (const std::string &path : *paths) {
        auto [hash, isNew] = hashes.try_emplace(path, 0);
        if (!isNew)
          continue;
        hash->second = llvm::xxh3_64bits(scanner.contents(path));
        SeenFile file = engine::look(path).value_or(SeenFile{path});
        file.hash = hash->second;
        Record.files.push_back(std::move(file));
        if (paths == &scan.project)
          folders.insert(llvm::sys::path::parent_path(path).str());
      }
  for (const extract::Command &command : Commands)
    addIncludeFolders(command, folders);
  for (const std::string &folder : folders)
    Record.folders.push_back(engine::look(folder).value_or(SeenFile{folder, 0, RunRecord::missing, 0}));
}

void UnitStore::scanned(const std::vector<extract::Scan> &scans, extract::Scanner &scanner) {
  llvm::StringMap<uint64_t> hashes;
  look(scans, scanner, hashes);
  for (size_t index = 0; index < Commands.size(); ++index) {
    if (!scans[index].isComplete)
      continue;
    std::string unit = "unit\n" + Maker + '\n' + describe(Commands[index]);
    for (const auto *paths : {&scans[index].project, &scans[index].system})
      for (const std::string &path : *paths)
        unit += path + '\0' + std::to_string(hashes.lookup(path)) + '\n';
    Keys[index] = cacheKey(unit);
  }
}

std::optional<facts::Unit> UnitStore::find(size_t index) {
  std::optional<std::string> text = Keys[index].empty() ? std::nullopt : Entries.read(Keys[index]);
  if (!text)
    return std::nullopt;
  llvm::Expected<facts::Unit> unit = facts::deserialize(*text);
  if (!unit) {
    llvm::consumeError(unit.takeError());
    return std::nullopt;
  }
  return std::move(*unit);
}

void UnitStore::keep(size_t index, const facts::Unit &unit) {
  if (!Keys[index].empty())
    Entries.write(Keys[index], facts::serialize(unit));
}

void UnitStore::finish(const std::vector<bool> &isLeftOut) {
  bool isComplete = llvm::none_of(Keys, [](const CacheKey &key) { return key.empty(); });
  for (size_t index = 0; index < Commands.size(); ++index)
    Record.units.push_back(isLeftOut[index] ? "" : Keys[index]);
  if (isComplete)
    Entries.write(RunKey, print(Record));
  Entries.prune();
}

std::vector<findings::Problem> UnitStore::problems() {
  std::vector<findings::Problem> problems;
  for (const std::string &path : Entries.damaged())
    problems.push_back({{path, 0, 0}, "this entry of the cache was damaged; it has been deleted and made again"});
  return problems;
}

} // namespace pgtidy::engine
