#include "sql/migrations.h"

#include "catalog/split.h"
#include "migrations/cut.h"
#include "migrations/name.h"
#include "migrations/sqitch.h"
#include "migrations/tool.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

#include <algorithm>
#include <set>

namespace pgtidy::sql {
namespace {

struct File {
  SchemaSource *source; ///< an element of the list that was given, so that pointers tell the order
  FileName name;
};
using Files = std::vector<File>;

/// Flyway's versions may be spread over folders; then they count as one history, unless a version is there twice.
void joinFlywayFolders(Files &files) {
  std::set<std::vector<uint64_t>> versions;
  auto isFlyway = [](const File &file) {
    return file.name.use == FileUse::Versioned || file.name.use == FileUse::Repeatable ||
           file.name.use == FileUse::Baseline;
  };
  for (const File &file : files)
    if (file.name.use == FileUse::Versioned && !versions.insert(file.name.version).second)
      return;
  for (File &file : files)
    if (isFlyway(file))
      file.name.group = "Flyway";
}

/// pop's "1_x.postgres.up.sql" stands for "1_x.up.sql", which is for all databases.
void dropReplaced(Files &files) {
  llvm::StringSet<> replaced;
  for (const File &file : files)
    if (std::string general = generalPathOf(file.source->path); !general.empty())
      replaced.insert(general);
  llvm::erase_if(files, [&](const File &file) { return replaced.contains(file.source->path); });
}

/// The files of each group side by side, groups in the order of their first files.
std::vector<Files> groupFiles(Files files) {
  std::vector<Files> groups;
  llvm::StringMap<size_t> places;
  for (File &file : files) {
    auto [place, isNew] = places.try_emplace(file.name.group, groups.size());
    if (isNew)
      groups.emplace_back();
    groups[place->second].push_back(std::move(file));
  }
  return groups;
}

int flywayRank(FileUse use) { return use == FileUse::Repeatable ? 1 : 0; }

bool comesBefore(const File &a, const File &b) {
  if (flywayRank(a.name.use) != flywayRank(b.name.use))
    return flywayRank(a.name.use) < flywayRank(b.name.use);
  if (a.name.version != b.name.version)
    return a.name.version < b.name.version;
  if (auto order = compareNaturally(a.name.key, b.name.key); order != 0)
    return order < 0;
  return a.source < b.source; // in the order given
}

/// Files without numbers whose order is not that of their names were listed by hand, one by one: that order counts.
bool isListedByHand(const Files &group) {
  bool numbered = llvm::any_of(group, [](const File &file) {
    return file.name.use != FileUse::Plain || llvm::any_of(file.name.key, llvm::isDigit);
  });
  return !numbered && !llvm::is_sorted(group, [](const File &a, const File &b) { return a.name.key < b.name.key; });
}

/// On an empty database Flyway starts with the latest baseline and leaves out the versions that it stands for.
void applyBaseline(Files &group) {
  const File *baseline = nullptr;
  for (const File &file : group)
    if (file.name.use == FileUse::Baseline && (!baseline || baseline->name.version < file.name.version))
      baseline = &file;
  if (!baseline)
    return;
  const SchemaSource *kept = baseline->source;
  std::vector<uint64_t> version = baseline->name.version;
  llvm::erase_if(group, [&](const File &file) {
    bool versioned = file.name.use == FileUse::Versioned || file.name.use == FileUse::Baseline;
    return versioned && file.source != kept && file.name.version <= version;
  });
}

/// Puts what a script requires before it; otherwise the order stays.
void orderByRequirements(Files &group) {
  llvm::StringMap<size_t> places;
  for (size_t i = 0; i < group.size(); ++i)
    places[group[i].name.key] = i;
  std::vector<size_t> order;
  std::vector<bool> seen(group.size());
  std::vector<std::pair<size_t, bool>> work; // a file, and whether what it requires is done
  for (size_t i = 0; i < group.size(); ++i) {
    work.emplace_back(i, false);
    while (!work.empty()) {
      auto [file, ready] = work.back();
      work.pop_back();
      if (ready) {
        order.push_back(file);
        continue;
      }
      if (seen[file])
        continue;
      seen[file] = true;
      work.emplace_back(file, true);
      std::vector<std::string> required = sqitchRequirements(group[file].source->text);
      for (const std::string &name : llvm::reverse(required))
        if (auto place = places.find(name); place != places.end())
          work.emplace_back(place->second, false);
    }
  }
  Files ordered;
  for (size_t file : order)
    ordered.push_back(std::move(group[file]));
  group = std::move(ordered);
}

/// In the order of the plan where there is one; a script that it does not have comes last.
void orderSqitch(Files &group, const std::vector<SchemaSource> &sources) {
  for (const SchemaSource &source : sources)
    if (source.path == group.front().name.group + "sqitch.plan") {
      llvm::StringMap<size_t> places;
      for (const std::string &change : sqitchOrder(source.text))
        places.try_emplace(change, places.size());
      auto place = [&](const File &file) {
        auto found = places.find(file.name.key);
        return found == places.end() ? places.size() : found->second;
      };
      llvm::sort(group, [&](const File &a, const File &b) {
        return std::pair(place(a), a.source) < std::pair(place(b), b.source);
      });
      return;
    }
  orderByRequirements(group);
}

void orderGroup(Files &group, const std::vector<SchemaSource> &sources) {
  if (group.front().name.use == FileUse::Sqitch)
    return orderSqitch(group, sources);
  applyBaseline(group);
  if (!isListedByHand(group))
    llvm::sort(group, comesBefore);
}

void blankMark(std::string &text) {
  if (llvm::StringRef(text).starts_with("\xEF\xBB\xBF"))
    blank(text, 0, 3);
}

/// What was blanked in `up`, and nothing else.
std::string complement(std::string whole, const std::string &up) {
  for (size_t i = 0; i < whole.size(); ++i)
    if (whole[i] == up[i] && whole[i] != '\n' && whole[i] != '\r')
      whole[i] = ' ';
  return whole;
}

/// The down section of the file itself, where its comments open one.
std::optional<DownPart> downSection(const std::string &path, const std::string &text, const std::string &up) {
  if (up == text)
    return std::nullopt;
  DownPart down{path, complement(text, up)};
  blankClientSyntax(down.text);
  return down;
}

/// The file of its own that goes down, when it is among the sources.
std::optional<DownPart> downFile(const std::string &path, const llvm::StringMap<std::string> &downs) {
  auto found = downs.find(downPathOf(path));
  if (found == downs.end())
    return std::nullopt;
  DownPart down{found->first().str(), found->second};
  blankMark(down.text);
  blankClientSyntax(down.text);
  return down;
}

Migration migrationOf(File &file, const llvm::StringMap<std::string> &downs) {
  std::string text = std::move(file.source->text);
  Migration migration;
  migration.path = file.source->path;
  migration.tool = toolOf(migration.path, text, file.name.use);
  migration.version = versionOf(migration.path, file.name.use);
  migration.transaction = habitOf(migration.tool, text);
  if (text.size() > MaxSchemaFile) { // it will not be applied
    migration.up = std::move(text);
    return migration;
  }
  blankMark(text);
  migration.up = text;
  blankDownSections(migration.up);
  migration.mayHaveDown = hasSections(migration.tool) || (!downs.empty() && !downPathOf(migration.path).empty());
  migration.down = downSection(migration.path, text, migration.up);
  if (!migration.down)
    migration.down = downFile(migration.path, downs);
  blankClientSyntax(migration.up, &migration.templates);
  return migration;
}

/// The texts of the files that go down, by path.
llvm::StringMap<std::string> downTexts(const std::vector<SchemaSource> &sources) {
  llvm::StringSet<> wanted;
  for (const SchemaSource &source : sources)
    wanted.insert(downPathOf(source.path));
  llvm::StringMap<std::string> texts;
  for (const SchemaSource &source : sources)
    if (wanted.contains(source.path) && !source.path.empty())
      texts[source.path] = source.text;
  return texts;
}

} // namespace

std::vector<Migration> orderMigrations(std::vector<SchemaSource> sources) {
  llvm::StringMap<std::string> downs = downTexts(sources);
  bool sqitch = llvm::any_of(sources, [](const SchemaSource &source) { return isSqitchFile(source.path); });
  Files files;
  llvm::StringSet<> paths; // a file that two globs match is applied once
  for (SchemaSource &source : sources)
    if (paths.insert(source.path).second)
      files.push_back({&source, readFileName(source.path, sqitch)});
  dropReplaced(files);
  llvm::erase_if(files, [](const File &file) { return file.name.use == FileUse::Left; });
  joinFlywayFolders(files);
  std::vector<Migration> migrations;
  for (Files &group : groupFiles(std::move(files))) {
    orderGroup(group, sources);
    for (File &file : group)
      migrations.push_back(migrationOf(file, downs));
  }
  return migrations;
}

} // namespace pgtidy::sql
