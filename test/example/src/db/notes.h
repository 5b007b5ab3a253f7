#pragma once

#include "db/note_query.h"
#include "db/session.h"

namespace notebook::db {

/// A note as its author writes it.
struct Draft {
  std::string title;
  std::string body;
  std::optional<std::string> folder;
};

/// The notes of one user, with their tags and attachments.
class Notes {
public:
  Notes(Session &session, UserId user) : session_(session), user_(user) {}

  std::int64_t add(const Draft &draft);
  pqxx::result list(const NoteQuery &query);
  pqxx::result search(const NoteSearch &search);

  /// Own, shared and public notes.
  pqxx::result show(std::int64_t note);

  bool edit(std::int64_t note, const std::string &title,
            const std::string &body);
  bool archive(std::int64_t note);
  bool togglePin(std::int64_t note);
  bool remove(std::int64_t note);
  bool tag(std::int64_t note, const std::string &tag);

  bool attach(std::int64_t note, const std::string &fileName,
              const std::string &content);
  pqxx::result attachments(std::int64_t note);
  pqxx::result attachment(std::int64_t attachment);

private:
  Session &session_;
  UserId user_;
};

} // namespace notebook::db
