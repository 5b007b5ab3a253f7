#pragma once

#include "db/libpq_connection.h"
#include <iosfwd>
#include <optional>
#include <string>

namespace notebook::importer {

/// Makes notes of lines in COPY's text format, each with the tag if there is
/// one. All of them or, where a line is wrong, none.
void importNotes(db::LibpqConnection &connection, db::UserId user,
                 std::istream &lines, const std::optional<std::string> &tag);

} // namespace notebook::importer
