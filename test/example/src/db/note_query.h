#pragma once

#include "db/session.h"
#include <optional>
#include <string>

namespace notebook::db {

enum class NoteOrder { Newest, Title, Longest };

/// Which notes to list, and in what order.
struct NoteQuery {
  std::optional<std::string> folder;
  std::optional<std::string> tag;
  bool pinnedOnly = false;
  NoteOrder order = NoteOrder::Newest;
  int limit = 100;
};

/// What to look for.
struct NoteSearch {
  std::string text;
  bool everywhere = false;
};

/// A statement and the values bound to its placeholders.
struct Statement {
  std::string sql;
  Binds binds;
};

Statement listStatement(UserId user, const NoteQuery &query);
Statement searchStatement(UserId user, const NoteSearch &search);

} // namespace notebook::db
