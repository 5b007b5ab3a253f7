#include "link_files.h"

#include "facts/alternatives.h"
#include "facts/project_file.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <optional>

namespace pgtidy::analysis {
namespace {

using facts::Text;
using llvm::StringRef;

constexpr size_t MostFiles = 256;

/// The literal pieces of a path, with a part of one name that is not known between them.
using Pattern = std::vector<std::string>;

/// Nothing where a caller has yet to say what the path is.
std::optional<Pattern> patternOf(const facts::Way &way) {
  Pattern pattern{""};
  for (const facts::Leaf &leaf : way.leaves) {
    if (std::holds_alternative<facts::Parameter>(leaf.text->value))
      return std::nullopt;
    if (const facts::Literal *literal = facts::asLiteral(leaf.text))
      pattern.back() += literal->bytes;
    else
      pattern.emplace_back();
  }
  StringRef first = pattern.front();
  if (!first.consume_front("qrc:"))
    first.consume_front(":");
  while (first.consume_front("./") || first.consume_front("../") || first.consume_front("/"))
    ;
  pattern.front() = "/" + first.str();
  return pattern;
}

/// Whether what is left of the path ends in the pieces from `piece` on, the first of them at its beginning.
bool matchesFrom(StringRef path, const Pattern &pattern, size_t piece) {
  if (!path.consume_front(pattern[piece]))
    return false;
  if (piece + 1 == pattern.size())
    return path.empty();
  for (size_t at = 0; at <= path.size(); ++at) {
    if (matchesFrom(path.substr(at), pattern, piece + 1))
      return true;
    if (at < path.size() && path[at] == '/')
      return false;
  }
  return false;
}

/// Whether the pattern names the resource, all of it.
bool isNameOf(const Pattern &pattern, StringRef name) { return matchesFrom(name, pattern, 0); }

bool isEndOf(const Pattern &pattern, StringRef path) {
  for (size_t at = 0; at < path.size(); ++at)
    if (path[at] == '/' && matchesFrom(path.substr(at), pattern, 0))
      return true;
  return false;
}

/// Whether the path is one of Qt's resources, which are the program's own.
bool isResource(const facts::Way &way) {
  const facts::Literal *first = way.leaves.empty() ? nullptr : facts::asLiteral(way.leaves.front().text);
  return first && (StringRef(first->bytes).starts_with(":") || StringRef(first->bytes).starts_with("qrc:"));
}

/// What says nothing of a name or folder would take in any file: the extension does not count, but among resources.
bool saysEnough(const Pattern &pattern, bool isResource) {
  if (pattern.size() == 1)
    return pattern[0].size() > 1;
  const auto [before, extension] = StringRef(pattern.back()).rsplit('.');
  auto hasName = [](StringRef piece) { return llvm::any_of(piece, llvm::isAlnum); };
  return StringRef(pattern.back()).contains('.') &&
         (isResource || hasName(before) || std::any_of(pattern.begin(), pattern.end() - 1, hasName));
}

} // namespace

ProjectFiles::ProjectFiles(const facts::Program &program) : Table(program.files) {
  for (const facts::SymbolText &symbol : program.symbols) {
    if (std::string_view path = facts::fileOfSymbol(symbol.key); !path.empty())
      Files.push_back({std::string(path), symbol.text});
    if (std::string_view name = facts::resourceOfSymbol(symbol.key); !name.empty())
      Resources.push_back({std::string(name), symbol.text});
    if (facts::SettingPlace place = facts::settingOfSymbol(symbol.key); !place.path.empty())
      Values[place.path].emplace(std::move(place.names), symbol.text);
  }
  for (std::vector<File> *files : {&Files, &Resources})
    llvm::sort(*files, [](const File &a, const File &b) { return a.path < b.path; });
}

namespace {

/// The files that are read.
class Named {
public:
  Named(llvm::ArrayRef<ProjectFiles::File> files) : Files(files), IsNamed(files.size()) {}

  /// Adds those whose path `isMeant`. False where there is none.
  bool add(llvm::function_ref<bool(StringRef)> isMeant) {
    bool isAny = false;
    for (size_t i = 0; i < Files.size(); ++i)
      if (isMeant(Files[i].path))
        isAny = IsNamed[i] = true;
    return isAny;
  }
  void texts(std::vector<Text> &into) const {
    for (size_t i = 0; i < Files.size(); ++i)
      if (IsNamed[i])
        into.push_back(Files[i].text);
  }

private:
  llvm::ArrayRef<ProjectFiles::File> Files;
  std::vector<char> IsNamed;
};

} // namespace

Text ProjectFiles::read(const facts::Result &reading) const {
  if (Files.empty() || !reading.arguments[0])
    return nullptr;
  Named files(Files), resources(Resources);
  facts::Ways paths = facts::waysThrough(reading.arguments[0]);
  for (const facts::Way &way : paths.ways) {
    std::optional<Pattern> pattern = patternOf(way);
    if (!pattern)
      return nullptr;
    if (!saysEnough(*pattern, isResource(way)))
      continue;
    // What a collection says of a name is more than what paths look like.
    if (!isResource(way) || !resources.add([&](StringRef name) { return isNameOf(*pattern, name); }))
      files.add([&](StringRef path) { return isEndOf(*pattern, path); });
  }
  std::vector<Text> texts;
  files.texts(texts);
  resources.texts(texts);
  return texts.empty() || texts.size() > MostFiles ? nullptr : facts::choice("", std::move(texts));
}

/// The names that a way through them has; nothing where one is not known.
static std::optional<facts::SettingNames> namesOf(llvm::ArrayRef<Text> texts) {
  facts::SettingNames names;
  for (const Text &text : texts) {
    const facts::Literal *name = facts::asLiteral(text);
    if (!name)
      return std::nullopt;
    names.push_back(name->bytes);
  }
  return names;
}

/// Whether the names are those asked for, where "*" is any element of a list.
static bool isMeant(const facts::SettingNames &names, const facts::SettingNames &asked) {
  return std::equal(names.begin(), names.end(), asked.begin(), asked.end(),
                    [](const std::string &name, const std::string &wanted) { return wanted == "*" || name == wanted; });
}

Text ProjectFiles::setting(const facts::Result &asked) const {
  if (Values.empty())
    return nullptr;
  if (facts::asSettings(asked.arguments[0])) { // an entry of an entry that a function gave
    const std::vector<Text> inner(asked.arguments.begin() + 1, asked.arguments.end());
    return setting(*facts::asSettings(facts::settingIn(asked.arguments[0], inner, asked.hole)));
  }
  if (asked.arguments.size() < 2)
    return nullptr;
  const std::optional<facts::SettingNames> names = namesOf(llvm::ArrayRef(asked.arguments).drop_front());
  if (!names)
    return nullptr;
  std::vector<Text> texts;
  for (const facts::Way &way : facts::waysThrough(asked.arguments[0]).ways) {
    const facts::Literal *contents = way.leaves.size() == 1 ? facts::asLiteral(way.leaves.front().text) : nullptr;
    if (!contents || contents->runs.empty())
      continue;
    const auto file = Values.find(Table.path(contents->runs.front().source.file));
    if (file == Values.end())
      continue;
    for (const auto &[known, value] : file->second)
      if (isMeant(known, *names))
        texts.push_back(value);
  }
  return texts.empty() ? nullptr : facts::choice("", std::move(texts));
}

} // namespace pgtidy::analysis
