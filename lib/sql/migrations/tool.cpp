#include "migrations/tool.h"

#include "catalog/split.h"
#include "sql/migrations.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::sql {
namespace {

llvm::StringRef nameOf(llvm::StringRef path) { return path.substr(path.find_last_of("/\\") + 1); }

bool contains(std::string_view text, llvm::StringRef what) {
  return llvm::StringRef(text.data(), text.size()).contains(what);
}

/// "001.do.x.sql".
bool isPostgrator(llvm::StringRef name) {
  auto [number, rest] = name.split('.');
  return !number.empty() && llvm::all_of(number, llvm::isDigit) && rest.starts_with("do.");
}

} // namespace

MigrationTool toolOf(std::string_view path, std::string_view text, FileUse use) {
  llvm::StringRef name = nameOf({path.data(), path.size()});
  if (use == FileUse::Versioned || use == FileUse::Repeatable || use == FileUse::Baseline)
    return MigrationTool::Flyway;
  if (use == FileUse::Sqitch)
    return MigrationTool::Sqitch;
  if (use == FileUse::Folder)
    return name == "up.sql" ? MigrationTool::Diesel : MigrationTool::Prisma;
  if (name.ends_with(".up.sql"))
    return MigrationTool::GolangMigrate;
  if (isPostgrator(name))
    return MigrationTool::Postgrator;
  if (contains(text, "-- migrate:up"))
    return MigrationTool::Dbmate;
  if (contains(text, "-- +goose Up") || contains(text, "-- +goose up"))
    return MigrationTool::Goose;
  if (contains(text, "-- +migrate Up") || contains(text, "-- +migrate up"))
    return MigrationTool::SqlMigrate;
  return contains(text, "--> statement-breakpoint") ? MigrationTool::Drizzle : MigrationTool::Plain;
}

std::string versionOf(std::string_view path, FileUse use) {
  llvm::StringRef whole(path.data(), path.size()), name = nameOf(whole);
  if (use == FileUse::Repeatable || use == FileUse::Sqitch)
    return {};
  if (use == FileUse::Versioned || use == FileUse::Baseline)
    return name.drop_front().split("__").first.str();
  if (use == FileUse::Folder)
    name = nameOf(whole.drop_back(name.size()).rtrim("/\\"));
  size_t end = 0; // Diesel's "2024-01-31-120000" is one number in parts
  while (end < name.size() && (llvm::isDigit(name[end]) ||
                               (name[end] == '-' && end > 0 && end + 1 < name.size() && llvm::isDigit(name[end + 1]))))
    ++end;
  return name.take_front(end).str();
}

TransactionHabit habitOf(MigrationTool tool, std::string_view text) {
  switch (tool) {
  case MigrationTool::Dbmate:
    return contains(text, "transaction:false") ? TransactionHabit::Never : TransactionHabit::Always;
  case MigrationTool::Goose:
    return contains(text, "+goose NO TRANSACTION") ? TransactionHabit::Never : TransactionHabit::Always;
  case MigrationTool::SqlMigrate:
    return contains(text, "notransaction") ? TransactionHabit::Never : TransactionHabit::Always;
  case MigrationTool::Drizzle:
    return TransactionHabit::Always;
  case MigrationTool::Flyway: // runs CREATE INDEX CONCURRENTLY outside when nothing else is in the file
  case MigrationTool::GolangMigrate:
  case MigrationTool::Postgrator:
  case MigrationTool::Prisma:
    return TransactionHabit::Several;
  default: // Diesel's habit stands in a metadata.toml; sqitch and psql leave it to the file
    return TransactionHabit::Never;
  }
}

bool hasSections(MigrationTool tool) {
  return tool == MigrationTool::Dbmate || tool == MigrationTool::Goose || tool == MigrationTool::SqlMigrate;
}

std::string downPathOf(std::string_view path) {
  llvm::StringRef whole(path.data(), path.size());
  if (nameOf(whole) == "up.sql")
    return whole.drop_back(6).str() + "down.sql";
  if (whole.ends_with(".up.sql"))
    return whole.drop_back(7).str() + ".down.sql";
  if (isPostgrator(nameOf(whole))) {
    size_t slash = whole.find_last_of("/\\");
    size_t name = slash == llvm::StringRef::npos ? 0 : slash + 1, at = whole.find(".do.", name);
    return whole.take_front(at).str() + ".undo." + whole.drop_front(at + 4).str();
  }
  size_t deploy = whole.rfind("/deploy/");
  if (deploy != llvm::StringRef::npos)
    return whole.take_front(deploy).str() + "/revert/" + whole.drop_front(deploy + 8).str();
  return {};
}

std::string_view toolName(MigrationTool tool) {
  switch (tool) {
  case MigrationTool::Flyway:
    return "Flyway";
  case MigrationTool::GolangMigrate:
    return "golang-migrate";
  case MigrationTool::Dbmate:
    return "dbmate";
  case MigrationTool::Goose:
    return "goose";
  case MigrationTool::SqlMigrate:
    return "sql-migrate";
  case MigrationTool::Postgrator:
    return "Postgrator";
  case MigrationTool::Prisma:
    return "Prisma";
  case MigrationTool::Drizzle:
    return "Drizzle";
  case MigrationTool::Diesel:
    return "Diesel";
  case MigrationTool::Sqitch:
    return "sqitch";
  case MigrationTool::Plain:
    return "";
  }
  return "";
}

bool looksLikeSchema(std::string_view text) {
  for (StatementSpan span : splitStatements(text))
    for (std::string_view word : {"CREATE", "ALTER", "DROP", "GRANT", "REVOKE", "REINDEX", "VACUUM", "CLUSTER"})
      if (isWordAt(text, span.begin, word))
        return true;
  return false;
}

} // namespace pgtidy::sql
