// What the name of a schema file says: which tool's it is, its version, whether it goes up.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::sql {

/// Compares with runs of digits as numbers: "2_a" before "10_a".
std::strong_ordering compareNaturally(std::string_view a, std::string_view b);

/// What becomes of a file.
enum class FileUse : uint8_t {
  Plain,      ///< applied in its folder's order
  Versioned,  ///< Flyway's V…
  Repeatable, ///< Flyway's R…: after the versions, at each change
  Baseline,   ///< Flyway's B…: stands for the versions up to its own
  Folder,     ///< the one file of a folder that is named for the migration (Prisma, Drizzle, Diesel)
  Sqitch,     ///< below a `deploy` folder
  Left,       ///< goes down, undoes, verifies, or is not SQL
};

struct FileName {
  FileUse use = FileUse::Plain;
  std::string group;             ///< the files that are ordered together
  std::string key;               ///< what orders them: file name, folder name, or sqitch's change name
  std::vector<uint64_t> version; ///< Flyway's
};

/// The path of the file for all databases that `path`, for PostgreSQL alone, stands for; "" when it is no such file.
std::string generalPathOf(std::string_view path);

/// Reads `path`. Files below "deploy" are sqitch's only when `sqitch` says so.
FileName readFileName(std::string_view path, bool sqitch);

/// Whether `path` is a sqitch.plan, or below a `revert` or `verify` folder that goes with a `deploy` folder.
bool isSqitchFile(std::string_view path);

} // namespace pgtidy::sql
