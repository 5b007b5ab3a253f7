// The tools that apply migrations, and their habits.
#pragma once

#include "migrations/name.h"
#include "sql/catalog.h"

#include <string>
#include <string_view>

namespace pgtidy::sql {

/// The tool that names its files like `path`, or parts them by the comments in `text`.
MigrationTool toolOf(std::string_view path, std::string_view text, FileUse use);

/// The number or stamp that orders a file: "0012" of "0012_users.sql", "1_2" of "V1_2__users.sql"; "" when it has none.
std::string versionOf(std::string_view path, FileUse use);

/// When the tool runs `text` in a transaction.
TransactionHabit habitOf(MigrationTool tool, std::string_view text);

/// Whether the tool's files have a section for each direction.
bool hasSections(MigrationTool tool);

} // namespace pgtidy::sql
