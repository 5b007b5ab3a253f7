#include "project_files.h"

#include "facts/project_file.h"
#include "file_text.h"
#include "qt_resources.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <map>
#include <set>

namespace pgtidy::engine {

namespace {

namespace path = llvm::sys::path;

constexpr size_t LargestFile = 1 << 20;
constexpr size_t MostFiles = 10000;

bool readsFiles(const facts::Unit &unit) {
  return llvm::any_of(unit.symbols, [](const facts::SymbolText &symbol) { return symbol.key == facts::FilesRead; });
}

/// The folder that all the files are below; "" when that is the root, or one right below it.
std::string sharedFolder(const std::vector<facts::Unit> &units) {
  llvm::StringRef shared;
  for (const facts::Unit &unit : units) {
    llvm::StringRef folder = path::parent_path(unit.mainFile);
    if (shared.empty())
      shared = folder;
    while (!shared.empty() && folder != shared && !folder.starts_with((shared + "/").str()))
      shared = path::parent_path(shared);
  }
  return shared.count('/') < 2 ? "" : shared.str();
}

/// The checkout that the folder is in, or else the folder itself.
std::string projectOf(const std::string &folder) {
  for (llvm::StringRef at = folder; at.count('/') >= 2; at = path::parent_path(at))
    if (llvm::sys::fs::exists(at + "/.git"))
      return at.str();
  return folder;
}

/// The names by which files are known as resources of the program.
using ResourceNames = std::multimap<std::string, std::string>;

ResourceNames namesIn(const std::set<std::string> &collections) {
  ResourceNames names;
  for (const std::string &collection : collections) {
    auto buffer = llvm::MemoryBuffer::getFile(collection);
    if (!buffer || (*buffer)->getBufferSize() > LargestFile)
      continue;
    for (Resource &resource : resourcesIn((*buffer)->getBuffer(), collection))
      names.emplace(std::move(resource.file), std::move(resource.name));
  }
  return names;
}

std::optional<facts::Unit> textOf(const std::string &file, const ResourceNames &names) {
  auto buffer = llvm::MemoryBuffer::getFile(file);
  if (!buffer || (*buffer)->getBufferSize() > LargestFile || (*buffer)->getBuffer().contains('\0'))
    return std::nullopt;
  facts::Unit unit;
  unit.mainFile = file;
  const facts::Text text = fileText((*buffer)->getBuffer(), unit.files.add(file));
  unit.symbols.push_back({facts::fileSymbol(file), text, ""});
  auto [begin, end] = names.equal_range(file);
  for (auto name = begin; name != end; ++name)
    unit.symbols.push_back({facts::resourceSymbol(name->second), text, ""});
  return unit;
}

} // namespace

std::set<std::string> addProjectFiles(const Config &config, std::vector<facts::Unit> &units) {
  if (llvm::none_of(units, readsFiles))
    return {};
  std::vector<findings::Problem> unheard; // a folder without such files is none
  std::set<std::string> files, collections;
  for (const std::string &folder : {projectOf(sharedFolder(units)), config.file.empty() ? std::string() : config.root})
    if (!folder.empty())
      for (auto [glob, found] : {std::pair{"**/*.sql", &files}, {"**/*.qrc", &collections}})
        for (std::string &file : expandGlobs({glob}, folder, unheard))
          found->insert(std::move(file));
  if (files.size() > MostFiles || collections.size() > MostFiles)
    return {};
  const ResourceNames names = namesIn(collections);
  for (const std::string &file : files)
    if (std::optional<facts::Unit> unit = textOf(file, names))
      units.push_back(std::move(*unit));
  return files;
}

} // namespace pgtidy::engine
