#include "schema_folders.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <algorithm>
#include <map>

namespace pgtidy::engine {

namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

constexpr int deepest = 6;
constexpr uint64_t largestFile = 4 << 20;

bool isForeign(llvm::StringRef folder) {
  return folder.starts_with(".") || folder.starts_with("build") || folder == "node_modules" ||
         folder.contains("third_party") || folder == "vendor" || folder.starts_with("cmake-build");
}

unsigned tablesIn(const std::string &file) {
  uint64_t size = 0;
  if (fs::file_size(file, size) || size > largestFile)
    return 0;
  auto buffer = llvm::MemoryBuffer::getFile(file);
  std::string text = buffer ? (*buffer)->getBuffer().lower() : "";
  unsigned tables = 0;
  for (size_t at = text.find("create table"); at != std::string::npos; at = text.find("create table", at + 1))
    ++tables;
  return tables;
}

class Walk {
public:
  explicit Walk(const std::string &root) : Root(root) { folder(root, 0); }
  std::map<std::string, unsigned> Tables; ///< by glob

private:
  void folder(const std::string &at, int depth) {
    std::error_code error;
    std::vector<std::string> files;
    for (fs::directory_iterator entry(at, error), end; entry != end && !error; entry.increment(error)) {
      llvm::StringRef name = path::filename(entry->path());
      if (entry->type() == fs::file_type::directory_file && depth < deepest && !isForeign(name))
        folder(entry->path(), depth + 1);
      else if (entry->type() == fs::file_type::regular_file && path::extension(name) == ".sql" &&
               !name.ends_with(".down.sql"))
        files.push_back(entry->path());
    }
    for (const std::string &file : files)
      if (unsigned tables = tablesIn(file))
        Tables[globOf(file, files.size())] += tables;
  }

  std::string globOf(llvm::StringRef file, size_t siblings) const {
    llvm::StringRef folder = path::parent_path(file), name = path::filename(file);
    if (name == "migration.sql") // Prisma's: a folder for each
      return relative(path::parent_path(folder)) + "*/migration.sql";
    return relative(folder) + (siblings > 1 ? "*.sql" : name.str());
  }

  std::string relative(llvm::StringRef folder) const {
    folder.consume_front(Root);
    folder.consume_front("/");
    return folder.empty() ? "" : folder.str() + "/";
  }

  std::string Root;
};

/// A name that says schema or migration is better than one that says test.
int likelihood(const SchemaFolder &folder) {
  std::string glob = llvm::StringRef(folder.glob).lower();
  int points = 0;
  for (llvm::StringRef good : {"migrat", "schema", "deploy", "ddl"})
    points += 2 * llvm::StringRef(glob).contains(good);
  for (llvm::StringRef bad : {"test", "example", "bench", "doc", "fixture", "mysql", "sqlite"})
    points -= 3 * llvm::StringRef(glob).contains(bad);
  return points;
}

} // namespace

std::vector<SchemaFolder> schemaFolders(const std::string &root) {
  std::vector<SchemaFolder> folders;
  for (const auto &[glob, tables] : Walk(root).Tables)
    folders.push_back({glob, tables});
  std::sort(folders.begin(), folders.end(), [](const SchemaFolder &a, const SchemaFolder &b) {
    auto key = [](const SchemaFolder &folder) { return std::pair(likelihood(folder), folder.tables); };
    return key(a) != key(b) ? key(b) < key(a) : a.glob < b.glob;
  });
  return folders;
}

} // namespace pgtidy::engine
