#include "migrations/name.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <optional>

namespace pgtidy::sql {
namespace {

/// The digits at the front of `text`, leading zeros left out; `text` goes on after them.
std::string_view takeNumber(std::string_view &text) {
  size_t length = 0;
  while (length < text.size() && llvm::isDigit(text[length]))
    ++length;
  std::string_view digits = text.substr(0, length);
  text.remove_prefix(length);
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  return digits;
}

std::strong_ordering compareNumbers(std::string_view a, std::string_view b) {
  if (a.size() != b.size())
    return a.size() <=> b.size();
  return a <=> b;
}

struct Path {
  std::string_view folder;
  std::string_view name;
};

Path splitPath(std::string_view path) {
  size_t slash = path.find_last_of("/\\");
  if (slash == std::string_view::npos)
    return {{}, path};
  return {path.substr(0, slash), path.substr(slash + 1)};
}

/// Endings of files that lie beside migrations and are none.
constexpr llvm::StringLiteral OtherEndings[] = {".json", ".toml", ".plan", ".conf", ".md", ".yaml", ".yml", ".lock"};

/// Endings of scripts that go down.
constexpr llvm::StringLiteral DownEndings[] = {".down.sql", ".undo.sql", ".rollback.sql", "_down.sql"};

/// Names of the one SQL file in a migration's own folder, and whether it goes up.
struct FolderFile {
  llvm::StringLiteral name;
  bool up;
};
constexpr FolderFile FolderFiles[] = {{"migration.sql", true}, {"up.sql", true}, {"down.sql", false}};

/// Parts of file names that say which database a file is for: "1_x.mysql.up.sql".
constexpr llvm::StringLiteral OtherDatabases[] = {"mysql",     "mariadb", "sqlite", "sqlite3", "cockroach", "mssql",
                                                  "sqlserver", "oracle",  "h2",     "hsqldb",  "clickhouse"};

bool isForOtherDatabase(llvm::StringRef name) {
  llvm::SmallVector<llvm::StringRef> parts;
  name.split(parts, '.');
  return llvm::any_of(parts, [](llvm::StringRef part) { return llvm::is_contained(OtherDatabases, part.lower()); });
}

/// Postgrator's "001.undo.x.sql".
bool isUndo(llvm::StringRef name) {
  auto [number, rest] = name.split('.');
  return !number.empty() && llvm::all_of(number, llvm::isDigit) && rest.starts_with("undo.");
}

bool isLeft(llvm::StringRef name) {
  if (isUndo(name) || isForOtherDatabase(name))
    return true;
  auto ends = [&](llvm::StringRef ending) { return name.ends_with_insensitive(ending); };
  return llvm::any_of(OtherEndings, ends) || llvm::any_of(DownEndings, ends);
}

/// "1.2_3" as numbers; nothing when it is no version, as Flyway has them.
std::optional<std::vector<uint64_t>> readVersion(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> parts;
  std::string dotted = text.str();
  std::replace(dotted.begin(), dotted.end(), '_', '.');
  llvm::StringRef(dotted).split(parts, '.');
  std::vector<uint64_t> version;
  for (llvm::StringRef part : parts)
    if (part.getAsInteger(10, version.emplace_back()))
      return std::nullopt;
  while (!version.empty() && version.back() == 0) // 1.0 is 1
    version.pop_back();
  return version;
}

bool readFlyway(llvm::StringRef name, FileName &result) {
  auto [front, description] = name.split("__");
  if (front.size() == name.size() || front.empty() || !name.ends_with_insensitive(".sql"))
    return false;
  if (front == "R") {
    result.use = FileUse::Repeatable;
    result.key = description.str();
    return true;
  }
  auto version = readVersion(front.drop_front());
  if (!version || !llvm::StringRef("VUB").contains(front.front()))
    return false;
  result.use = front.front() == 'V' ? FileUse::Versioned : front.front() == 'B' ? FileUse::Baseline : FileUse::Left;
  result.version = *std::move(version);
  return true;
}

/// Where the last component `name` of a folder begins, with its content after it; npos when there is none.
size_t componentAt(std::string_view path, std::string_view name) {
  std::string middle = "/" + std::string(name) + "/";
  size_t found = path.rfind(middle);
  if (found != std::string_view::npos)
    return found + 1;
  return path.substr(0, name.size() + 1) == middle.substr(1) ? 0 : std::string_view::npos;
}

bool readSqitch(std::string_view path, FileName &result) {
  for (std::string_view left : {"revert", "verify"})
    if (componentAt(path, left) != std::string_view::npos)
      return result.use = FileUse::Left, true;
  size_t deploy = componentAt(path, "deploy");
  if (deploy == std::string_view::npos)
    return false;
  result.use = FileUse::Sqitch;
  result.group = std::string(path.substr(0, deploy)); // the folder of sqitch.plan
  llvm::StringRef change(path.substr(deploy + 7));
  change.consume_back(".sql");
  result.key = change.str();
  return true;
}

} // namespace

std::strong_ordering compareNaturally(std::string_view a, std::string_view b) {
  std::string_view wholeA = a, wholeB = b;
  while (!a.empty() && !b.empty()) {
    if (llvm::isDigit(a.front()) && llvm::isDigit(b.front())) {
      if (auto order = compareNumbers(takeNumber(a), takeNumber(b)); order != 0)
        return order;
      continue;
    }
    if (a.front() != b.front())
      return a.front() <=> b.front();
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  if (auto order = a.size() <=> b.size(); order != 0)
    return order;
  return wholeA <=> wholeB; // "01" and "1"
}

bool isSqitchFile(std::string_view path) {
  return splitPath(path).name == "sqitch.plan" || componentAt(path, "revert") != std::string_view::npos ||
         componentAt(path, "verify") != std::string_view::npos;
}

std::string generalPathOf(std::string_view path) {
  for (std::string_view database : {".postgres.", ".postgresql.", ".psql.", ".pg."})
    if (size_t at = path.rfind(database); at != std::string_view::npos && at > path.find_last_of("/\\") + 1)
      return std::string(path.substr(0, at)) + std::string(path.substr(at + database.size() - 1));
  return {};
}

FileName readFileName(std::string_view path, bool sqitch) {
  auto [folder, name] = splitPath(path);
  FileName result;
  result.group = std::string(folder);
  result.key = std::string(name);
  if (isLeft(name)) {
    result.use = FileUse::Left;
    return result;
  }
  if ((sqitch && readSqitch(path, result)) || readFlyway(name, result))
    return result;
  for (const FolderFile &file : FolderFiles)
    if (name == std::string_view(file.name)) {
      auto [parent, migration] = splitPath(folder);
      result.use = file.up ? FileUse::Folder : FileUse::Left;
      result.group = std::string(parent);
      result.key = std::string(migration);
    }
  return result;
}

} // namespace pgtidy::sql
