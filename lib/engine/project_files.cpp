#include "project_files.h"

#include "facts/project_file.h"
#include "facts/setting.h"
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
  const llvm::StringRef bytes = (*buffer)->getBuffer();
  const text::FileId id = unit.files.add(file);
  const facts::Text text = fileText(bytes, id);
  unit.symbols.push_back({facts::fileSymbol(file), text, ""});
  for (facts::SettingValue &value : facts::readSettings(file, bytes, id))
    unit.symbols.push_back({facts::settingSymbol(file, value.names), std::move(value.value), ""});
  auto [begin, end] = names.equal_range(file);
  for (auto name = begin; name != end; ++name)
    unit.symbols.push_back({facts::resourceSymbol(name->second), text, ""});
  return unit;
}

/// The names of files of settings that stand in texts, and whether any text is that of a file.
class SettingNames {
public:
  bool hasContents = false;

  void add(const facts::Text &text) {
    if (!text || !Seen.insert(text.get()).second)
      return;
    if (const facts::Literal *literal = facts::asLiteral(text)) {
      if (literal->bytes.size() < LongestPath && facts::isSettingsFile(literal->bytes))
        Names.insert(path::filename(literal->bytes).str());
    } else if (const auto *joined = std::get_if<facts::Concat>(&text->value)) {
      addAll(joined->parts);
    } else if (const auto *either = std::get_if<facts::Choice>(&text->value)) {
      addAll(either->branches);
    } else if (const auto *result = std::get_if<facts::Result>(&text->value)) {
      hasContents |= facts::isFileContents(*result);
      addAll(result->arguments);
    } else if (const auto *test = std::get_if<facts::Narrowed>(&text->value)) {
      add(test->text);
    } else if (const auto *format = std::get_if<facts::Formatted>(&text->value)) {
      addAll(format->texts);
    }
  }
  void addAll(const std::vector<facts::Text> &texts) {
    for (const facts::Text &text : texts)
      add(text);
  }
  std::set<std::string> take() { return std::move(Names); }

private:
  static constexpr size_t LongestPath = 4096;
  std::set<const facts::TextNode *> Seen;
  std::set<std::string> Names;
};

SettingNames settingNamesIn(const std::vector<facts::Unit> &units) {
  SettingNames names;
  for (const facts::Unit &unit : units) {
    for (const facts::SymbolText &symbol : unit.symbols)
      names.add(symbol.text);
    for (const facts::Invocation &invocation : unit.invocations)
      names.addAll(invocation.arguments);
    for (const facts::Function &function : unit.functions) {
      names.addAll(function.defaults);
      names.add(function.result);
    }
    names.hasContents |= readsFiles(unit);
    for (const facts::Call &call : unit.calls) {
      names.add(call.sql);
      names.add(call.connection);
      for (const facts::Setting &setting : call.settings)
        names.add(setting.value);
    }
  }
  return names;
}

/// A glob for each ending that the names have, and for those that any file may have.
std::vector<std::string> globsFor(const std::set<std::string> &names) {
  std::set<std::string> globs{"**/*.sql", "**/*.qrc"};
  for (const std::string &name : names)
    globs.insert("**/*" + path::extension(name).str());
  return {globs.begin(), globs.end()};
}

} // namespace

std::set<std::string> addProjectFiles(const Config &config, std::vector<facts::Unit> &units) {
  SettingNames named = settingNamesIn(units);
  if (!named.hasContents)
    return {};
  std::vector<findings::Problem> unheard; // a folder without such files is none
  std::set<std::string> files, collections;
  const std::set<std::string> settings = named.take();
  for (const std::string &folder : {projectOf(sharedFolder(units)), config.file.empty() ? std::string() : config.root})
    if (!folder.empty())
      for (std::string &file : expandGlobs(globsFor(settings), folder, unheard)) {
        const llvm::StringRef ending = path::extension(file);
        if (ending == ".qrc")
          collections.insert(std::move(file));
        else if (ending == ".sql" || settings.count(path::filename(file).str()))
          files.insert(std::move(file));
      }
  if (files.size() > MostFiles || collections.size() > MostFiles)
    return {};
  const ResourceNames names = namesIn(collections);
  for (const std::string &file : files)
    if (std::optional<facts::Unit> unit = textOf(file, names))
      units.push_back(std::move(*unit));
  return files;
}

std::vector<std::string> settingFilesOf(const std::set<std::string> &files) {
  std::vector<std::string> settings;
  llvm::copy_if(files, std::back_inserter(settings),
                [](const std::string &file) { return facts::isSettingsFile(file); });
  return settings;
}

} // namespace pgtidy::engine
