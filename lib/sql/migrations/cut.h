// What of a schema file is applied going up.
#pragma once

#include "sql/ast.h"

#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::sql {

/// Replaces the bytes [begin, end) by blanks; line ends stay, so that lines and offsets hold.
void blank(std::string &text, size_t begin, size_t end);

/// Blanks the sections that go down (dbmate, goose, sql-migrate, tern, node-pg-migrate).
void blankDownSections(std::string &text);

/// What blankClientSyntax() leaves of psql's \gexec: the end of a statement whose rows are run.
inline constexpr std::string_view RunsItsRows = ";--gex";

/// Makes a script of psql one of the server: COPY data and backslash commands are blanked, psql's variables (`:name`)
/// and the placeholders of migration tools (`${name}`) become names of the same length. So do templates (`{{ name }}`),
/// and those that steer (`{{ if … }}`) are blanked; where they stood goes to `templates`.
void blankClientSyntax(std::string &text, std::vector<Offset> *templates = nullptr);

} // namespace pgtidy::sql
