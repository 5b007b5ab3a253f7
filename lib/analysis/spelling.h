// Statements in the spelling of other databases, for PostgreSQL's parser.
#pragma once

#include "facts/unit.h"

#include <string>

namespace pgtidy::analysis {

/// The statement with what MySQL or SQLite spell otherwise as PostgreSQL does, byte for byte in its place: names in
/// backticks (SQLite: in brackets) as names in quotes, MySQL's texts in double quotes as texts, `\'` in them as `''`,
/// its comments behind `#` as blanks, and the comma of `LIMIT 5, 10` as a sum (MySQL manual, "Schema Object Names",
/// "String Literals", "Comments", "SELECT Statement"; SQLite, "SQLite Keywords"). Where a program speaks to no one
/// database that is known, backticks say that it is one of the two. Statements for PostgreSQL stay.
std::string spelledForPostgres(std::string statement, facts::Dialect dialect);

} // namespace pgtidy::analysis
