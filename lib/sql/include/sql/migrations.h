// Which part of a schema file is applied, and in which order the files are.
#pragma once

#include "sql/catalog.h"

#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::sql {

/// Orders the files as their tool does and cuts each to what it applies going up. Known by names and comments: Flyway
/// (V1_2__x.sql, R__x.sql last, U… left out), golang-migrate (NNN_x.up.sql; .down.sql left out), dbmate
/// (`-- migrate:up/down`), goose (`-- +goose Up/Down`), Prisma and Drizzle folders (STAMP_x/migration.sql,
/// NNNN_x.sql), sqitch (deploy/ in the order of sqitch.plan; revert/ and verify/ left out), a pg_dump file (COPY data
/// and psql's backslash lines blanked), plain files: in the order given, those of one folder in natural order of their
/// names (2 before 10).
std::vector<Migration> orderMigrations(std::vector<SchemaSource> files);

/// The path of the file that takes the migration at `path` back, as its tool names it; "" when its tool has none.
std::string downPathOf(std::string_view path);

/// The tool's name for messages; "" for plain files.
std::string_view toolName(MigrationTool tool);

/// Whether a text is one of definitions: it has a statement that makes, alters or drops something.
bool looksLikeSchema(std::string_view text);

} // namespace pgtidy::sql
