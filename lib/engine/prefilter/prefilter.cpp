#include "prefilter.h"

#include "engine/compile_database.h"
#include "outline.h"
#include "reach.h"
#include "visited.h"

#include "llvm/ADT/Hashing.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Support/xxhash.h"

#include <algorithm>

namespace pgtidy::engine {

namespace {

uint64_t mix(uint64_t hash, uint64_t value) {
  uint64_t both[] = {hash, value};
  return llvm::xxh3_64bits(llvm::ArrayRef(reinterpret_cast<const uint8_t *>(both), sizeof both));
}

/// The flags of a command without what names its own input and output.
uint64_t flagsOf(const extract::Command &command) {
  uint64_t hash = wordOf(command.directory);
  bool skip = false;
  llvm::StringRef stem = llvm::sys::path::filename(command.file);
  for (const std::string &argument : command.arguments) {
    bool isOutput = argument == "-o" || argument == "-MF" || argument == "-MT" || argument == "-MQ";
    if (!skip && !isOutput && llvm::sys::path::filename(argument) != stem)
      hash = mix(hash, wordOf(argument));
    skip = isOutput;
  }
  return hash;
}

/// What the command line itself defines, as source text.
std::string definitionsOf(const extract::Command &command) {
  std::string text;
  for (llvm::StringRef argument : command.arguments)
    if (argument.starts_with("-D"))
      text += (argument.drop_front(2) + "\n").str();
    else if (argument.contains('=') && !argument.starts_with("-")) // -D NAME=VALUE
      text += (argument + "\n").str();
  return text;
}

} // namespace

Prefilter::Prefilter(const std::vector<extract::Command> &commands, const std::vector<extract::Scan> &scans,
                     extract::Scanner &contents, const rules::Rules &rules, const std::vector<std::string> &ownerWords)
    : Contents(contents), OwnerWords(ownerWords), Sources(commands.size()) {
  for (size_t index = 0; index < commands.size(); ++index) {
    Source &source = Sources[index];
    source.isComplete = scans[index].isComplete;
    source.flags = flagsOf(commands[index]);
    for (const std::string &path : scans[index].project)
      source.projectFiles.push_back(fileId(path));
    std::string definitions = definitionsOf(commands[index]);
    uint32_t commandLine = fileId("-D " + std::to_string(index));
    Files[commandLine].words = wordsIn(definitions);
    source.projectFiles.push_back(commandLine);
    for (const std::string &path : scans[index].system)
      fileId(path);
  }
  readFiles();
  for (size_t index = 0; index < commands.size(); ++index) {
    Source &source = Sources[index];
    source.all.resize(Files.size());
    source.project.resize(Files.size());
    for (uint32_t file : source.projectFiles) {
      source.all.set(file);
      source.project.set(file);
      source.pastes |= Files[file].words.pastes;
    }
    for (const std::string &path : scans[index].system)
      source.all.set(fileId(path));
    for (int file : source.all.set_bits())
      Files[file].users.set(index);
  }
  std::set<Name> names;
  for (const std::string &name : rules.databaseNames())
    names.insert(functionName(name));
  add(names);
}

uint32_t Prefilter::fileId(const std::string &path) {
  auto [entry, isNew] = FileIds.try_emplace(path, Files.size());
  if (isNew)
    Files.push_back({path, {}, llvm::BitVector(Sources.size()), std::nullopt, false});
  return entry->second;
}

void Prefilter::readFiles() {
  llvm::DefaultThreadPool pool(llvm::hardware_concurrency());
  for (size_t begin = 0; begin < Files.size(); begin += 64)
    pool.async([this, begin] {
      for (size_t i = begin; i < std::min(begin + 64, Files.size()); ++i)
        if (llvm::sys::path::is_absolute(Files[i].path)) {
          llvm::StringRef text = Contents.contents(Files[i].path);
          Files[i].words = wordsIn(text);
          Files[i].suppresses = text.contains("NOLINT") && text.contains("pg-");
        }
    });
  pool.wait();
  Unclear.resize(Files.size());
  Suppressing.resize(Files.size());
  llvm::BitVector isProject(Files.size());
  for (const Source &source : Sources)
    for (uint32_t file : source.projectFiles)
      isProject.set(file);
  for (int file : isProject.set_bits())
    if (Files[file].suppresses)
      Suppressing.set(file);
  for (int file : isProject.set_bits())
    for (Word word : Files[file].words.defined)
      Definers[word].push_back(file);
}

/// Adds names that matter wherever they stand, and those that headers make of them.
void Prefilter::add(const std::set<Name> &names) {
  for (const Name &name : names) {
    if (name.last.empty())
      continue;
    auto [known, isNew] = Names.try_emplace(name);
    if (isNew || !known->second.empty())
      Unfollowed.insert(name);
    known->second.clear();
  }
  while (!Unfollowed.empty())
    followHeaders();
}

/// Adds a name that matters where this header is included.
void Prefilter::addDeclared(Name name, uint32_t header) {
  auto [known, isNew] = Names.try_emplace(name);
  if (isNew)
    known->second.resize(Files.size());
  else if (known->second.empty() || known->second.test(header))
    return;
  known->second.set(header);
  Unfollowed.insert(std::move(name));
}

/// The headers in which one of the new names stands give names of their own to what is declared with it.
void Prefilter::followHeaders() {
  llvm::BitVector headers(Files.size());
  for (const Name &name : std::exchange(Unfollowed, {}))
    headers |= holders(name.last);
  llvm::BitVector project(Files.size());
  for (const Source &source : Sources)
    for (uint32_t file : source.projectFiles)
      if (file != source.projectFiles.front())
        project.set(file);
  headers &= project;
  for (int file : headers.set_bits()) {
    llvm::StringSet<> wanted;
    for (const auto &[name, declaring] : Names)
      if (Files[file].words.has(wordOf(name.last)))
        for (int user : Files[file].users.set_bits())
          if (isKnownIn(Sources[user], name, declaring)) {
            wanted.insert(name.last);
            break;
          }
    if (wanted.empty())
      continue;
    Outline found =
        outline(Contents.contents(Files[file].path), [&](llvm::StringRef word) { return wanted.contains(word); });
    if (!found.isClear)
      Unclear.set(file);
    for (Name &name : found.names)
      addDeclared(std::move(name), file);
  }
}

const llvm::BitVector &Prefilter::holders(llvm::StringRef word) {
  auto [entry, isNew] = Holders.try_emplace(wordOf(word));
  if (isNew) {
    entry->second.resize(Files.size());
    for (size_t file = 0; file < Files.size(); ++file)
      if (Files[file].words.has(entry->first))
        entry->second.set(file);
  }
  return entry->second;
}

/// Whether the unit can have a declaration of that name in sight.
bool Prefilter::isKnownIn(const Source &source, const Name &name, const llvm::BitVector &headers) {
  if (!headers.empty() && !headers.anyCommon(source.all))
    return false;
  return llvm::all_of(name.scope, [&](const std::string &word) { return holders(word).anyCommon(source.all); });
}

bool Prefilter::isMadeByPasting(const Source &source, llvm::StringRef word) {
  for (size_t cut = 1; cut < word.size(); ++cut)
    if (holders(word.take_front(cut)).anyCommon(source.project) &&
        holders(word.drop_front(cut)).anyCommon(source.project))
      return true;
  return false;
}

const std::vector<std::pair<Word, uint32_t>> &Prefilter::macrosIn(uint32_t file) {
  auto &macros = Files[file].macros;
  if (macros)
    return *macros;
  macros.emplace();
  for (Word word : Files[file].words.all)
    if (auto found = Definers.find(word); found != Definers.end())
      for (uint32_t definer : found->second)
        if (definer != file)
          macros->push_back({word, definer});
  return *macros;
}

/// What a file is in a unit: the same where the flags are, and the macros of other files that it uses.
uint64_t Prefilter::view(uint32_t file, size_t index) {
  auto [entry, isNew] = Views.try_emplace({file, index});
  if (isNew) {
    uint64_t hash = mix(Sources[index].flags, file);
    for (const auto &[word, definer] : macrosIn(file))
      if (Sources[index].project.test(definer))
        hash = mix(mix(hash, word), definer);
    entry->second = hash;
  }
  return entry->second;
}

/// The units that hold the body of one of the functions.
llvm::BitVector Prefilter::defining(const std::set<Name> &functions) {
  llvm::BitVector units(Sources.size());
  for (const Name &name : functions)
    for (size_t index = 0; index < Sources.size(); ++index) {
      const Source &source = Sources[index];
      uint32_t main = source.projectFiles.front();
      if (!source.isDone && Files[main].words.has(wordOf(name.last)) &&
          definesFunction(Contents.contents(Files[main].path), name.last))
        units.set(index);
    }
  return units;
}

/// The files in which the unit names something that matters.
llvm::BitVector Prefilter::namingFiles(const Source &source) {
  llvm::BitVector files = Suppressing; // whether a suppression is of use is told of files that are parsed
  files &= source.project;
  for (const auto &[name, declaring] : Names) {
    if (!isKnownIn(source, name, declaring))
      continue;
    llvm::BitVector holding = holders(name.last);
    holding &= source.project;
    files |= holding;
    if (source.pastes && holding.none() && name.last.size() > 1 && isMadeByPasting(source, name.last))
      files.set(source.projectFiles.front());
  }
  return files;
}

/// A header as code that is compiled: a template is read as it stands only where nothing makes an instance of it, so
/// that who else names something counts.
uint64_t Prefilter::code(uint32_t file, size_t index, const llvm::BitVector &naming) {
  uint64_t hash = view(file, index);
  if (Files[file].words.has(wordOf("template")))
    for (int other : naming.set_bits())
      hash = mix(hash, other);
  return hash;
}

void Prefilter::cover(size_t index, const llvm::BitVector &naming, llvm::DenseSet<uint64_t> &covered) {
  for (uint32_t file : Sources[index].projectFiles)
    if (file != Sources[index].projectFiles.front() && !Unclear.test(file))
      covered.insert(code(file, index, naming));
}

std::vector<size_t> Prefilter::next() {
  std::set<Name> names;
  TextNames ofTexts = namesOfTexts(Units);
  for (Name name : ofTexts.all) {
    // A class or namespace whose name no file has was named by a macro.
    llvm::erase_if(name.scope, [&](const std::string &word) { return holders(word).none(); });
    names.insert(std::move(name));
  }
  if (haveOwners(Units, OwnerWords))
    names.merge(namesOfVisited(Units));
  add(names);
  llvm::BitVector defining = this->defining(ofTexts.testers);
  std::vector<size_t> chosen, byHeadersOnly;
  std::vector<llvm::BitVector> naming(Sources.size());
  llvm::DenseSet<uint64_t> covered = Covered;
  for (size_t index = 0; index < Sources.size(); ++index) {
    const Source &source = Sources[index];
    if (source.isDone)
      continue;
    naming[index] = namingFiles(source);
    bool mainNames = naming[index].test(source.projectFiles.front()) || naming[index].test(source.projectFiles.back());
    if (!source.isComplete || mainNames || defining.test(index))
      chosen.push_back(index);
    else if (naming[index].any())
      byHeadersOnly.push_back(index);
  }
  for (size_t index : chosen)
    if (Sources[index].isComplete)
      cover(index, naming[index], covered);
  // Of the others, as few as show each header once: those with most to show first.
  llvm::sort(byHeadersOnly, [&](size_t a, size_t b) {
    size_t ofA = naming[a].count(), ofB = naming[b].count();
    return ofA != ofB ? ofA > ofB : a < b;
  });
  for (size_t index : byHeadersOnly) {
    bool isShown = llvm::all_of(naming[index].set_bits(), [&](unsigned file) {
      return !Unclear.test(file) && covered.contains(code(file, index, naming[index]));
    });
    if (isShown)
      continue;
    chosen.push_back(index);
    cover(index, naming[index], covered);
  }
  for (size_t index : chosen)
    Sources[index].isDone = true;
  return chosen;
}

void Prefilter::parsed(size_t index, const facts::Unit *unit) {
  if (!unit)
    return;
  Units.push_back(unit);
  if (unit->problems.empty())
    cover(index, namingFiles(Sources[index]), Covered);
}

} // namespace pgtidy::engine
