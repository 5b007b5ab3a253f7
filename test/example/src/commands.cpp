#include "commands.h"

#include "admin/admin.h"
#include "config.h"
#include "db/folders.h"
#include "db/libpq_connection.h"
#include "db/notes.h"
#include "db/reminders.h"
#include "db/sharing.h"
#include "db/users.h"
#include "importer/importer.h"
#include "report/reports.h"
#include "rows.h"
#include <algorithm>
#include <fstream>
#include <iterator>
#include <ostream>
#include <stdexcept>

namespace notebook {

namespace {

/// What a command works with.
struct Request {
  db::Session &session;
  db::UserId user;
  const Command &command;
  std::ostream &out;

  db::Notes notes() const { return {session, user}; }
  db::Folders folders() const { return {session, user}; }
  db::Sharing sharing() const { return {session, user}; }
  db::Reminders reminders() const { return {session, user}; }
};

void require(bool done, const char *otherwise) {
  if (!done)
    throw std::runtime_error(otherwise);
}

template <typename Stream> Stream openFile(const std::string &path) {
  Stream file(path);
  require(file.good(), "cannot open the file");
  return file;
}

void add(const Request &request) {
  const db::Draft draft{request.command.word(0), request.command.word(1),
                        request.command.option("folder")};
  const std::int64_t note = request.notes().add(draft);
  if (const auto tag = request.command.option("tag"))
    request.notes().tag(note, *tag);
  request.out << note << '\n';
}

db::NoteOrder orderNamed(const std::string &name) {
  if (name == "newest")
    return db::NoteOrder::Newest;
  if (name == "title")
    return db::NoteOrder::Title;
  if (name == "longest")
    return db::NoteOrder::Longest;
  throw std::runtime_error("no such order: " + name);
}

void list(const Request &request) {
  const Command &command = request.command;
  db::NoteQuery query;
  query.folder = command.option("folder");
  query.tag = command.option("tag");
  query.pinnedOnly = command.has("pinned");
  query.order = orderNamed(command.option("order").value_or("newest"));
  query.limit = std::stoi(command.option("limit").value_or("100"));
  print(request.out, request.notes().list(query));
}

void search(const Request &request) {
  const db::NoteSearch search{request.command.word(0),
                              request.command.has("everywhere")};
  print(request.out, request.notes().search(search));
}

void show(const Request &request) {
  const pqxx::result rows = request.notes().show(request.command.id(0));
  require(!rows.empty(), "no such note");
  print(request.out, rows);
}

void edit(const Request &request) {
  require(request.notes().edit(request.command.id(0), request.command.word(1),
                               request.command.word(2)),
          "no such note");
}

void archive(const Request &request) {
  require(request.notes().archive(request.command.id(0)), "no such note");
}

void pin(const Request &request) {
  require(request.notes().togglePin(request.command.id(0)), "no such note");
}

void remove(const Request &request) {
  require(request.notes().remove(request.command.id(0)), "no such note");
}

void tag(const Request &request) {
  require(request.notes().tag(request.command.id(0), request.command.word(1)),
          "no such note, or it has the tag");
}

void attach(const Request &request) {
  auto file = openFile<std::ifstream>(request.command.word(1));
  const std::string content(std::istreambuf_iterator<char>(file), {});
  require(request.notes().attach(request.command.id(0), request.command.word(1),
                                 content),
          "no such note");
}

void attachments(const Request &request) {
  print(request.out, request.notes().attachments(request.command.id(0)));
}

void attachment(const Request &request) {
  print(request.out, request.notes().attachment(request.command.id(0)));
}

void folders(const Request &request) {
  print(request.out, request.folders().list());
}

void renameFolder(const Request &request) {
  require(request.folders().rename(request.command.word(0),
                                   request.command.word(1)),
          "no such folder");
}

db::UserId recipientOf(const Request &request) {
  const auto recipient =
      db::userWithEmail(request.session, request.command.word(1));
  require(recipient.has_value(), "no such user");
  return *recipient;
}

void share(const Request &request) {
  require(request.sharing().share(request.command.id(0), recipientOf(request)),
          "no such note, or it is shared already");
}

void unshare(const Request &request) {
  require(
      request.sharing().unshare(request.command.id(0), recipientOf(request)),
      "the note is not shared");
}

void publish(const Request &request) {
  require(request.sharing().publish(request.command.id(0)), "no such note");
}

void received(const Request &request) {
  print(request.out, request.sharing().received());
}

void remind(const Request &request) {
  require(
      request.reminders().add(request.command.id(0), request.command.word(1)),
      "no such note");
}

void reminders(const Request &request) {
  print(request.out, request.reminders().list());
}

void done(const Request &request) {
  require(request.reminders().done(request.command.id(0)), "no such reminder");
}

void exportNotes(const Request &request) {
  auto file = openFile<std::ofstream>(request.command.word(0));
  db::LibpqConnection connection(databaseUrl());
  connection.copyNotes(request.user, request.command.option("folder"), file);
}

void importNotes(const Request &request) {
  auto file = openFile<std::ifstream>(request.command.word(0));
  db::LibpqConnection connection(databaseUrl());
  importer::importNotes(connection, request.user, file,
                        request.command.option("tag"));
}

void report(const Request &request) {
  print(request.out,
        report::run(request.session, request.user, request.command));
}

void administer(const Request &request) {
  admin::run(request.session, request.command, request.out);
}

struct Entry {
  const char *name;
  std::size_t words;
  const char *usage;
  void (*run)(const Request &);
};

const Entry entries[] = {
    {"add", 2, "TITLE BODY [--folder=NAME] [--tag=NAME]", add},
    {"list", 0,
     "[--folder=NAME] [--tag=NAME] [--pinned] [--limit=N]"
     " [--order=newest|title|longest]",
     list},
    {"search", 1, "TEXT [--everywhere]", search},
    {"show", 1, "NOTE", show},
    {"edit", 3, "NOTE TITLE BODY", edit},
    {"archive", 1, "NOTE", archive},
    {"pin", 1, "NOTE", pin},
    {"remove", 1, "NOTE", remove},
    {"tag", 2, "NOTE NAME", tag},
    {"attach", 2, "NOTE FILE", attach},
    {"attachments", 1, "NOTE", attachments},
    {"attachment", 1, "ATTACHMENT", attachment},
    {"folders", 0, "", folders},
    {"rename-folder", 2, "FROM TO", renameFolder},
    {"share", 2, "NOTE EMAIL", share},
    {"unshare", 2, "NOTE EMAIL", unshare},
    {"publish", 1, "NOTE", publish},
    {"received", 0, "", received},
    {"remind", 2, "NOTE DATE", remind},
    {"reminders", 0, "", reminders},
    {"done", 1, "REMINDER", done},
    {"export", 1, "FILE [--folder=NAME]", exportNotes},
    {"import", 1, "FILE [--tag=NAME]", importNotes},
    {"report", 1, "activity|folders|mentions|overdue|samples|tags|words [WORD]",
     report},
    {"admin", 1, "users|welcome|analyze|replica|run FILE|query SQL",
     administer},
};

const Entry *entryNamed(const std::string &name) {
  const auto *entry =
      std::find_if(std::begin(entries), std::end(entries),
                   [&](const Entry &each) { return each.name == name; });
  return entry == std::end(entries) ? nullptr : entry;
}

} // namespace

void printUsage(std::ostream &out) {
  out << "usage: notebook --as EMAIL COMMAND\n";
  for (const Entry &entry : entries)
    out << "  " << entry.name << ' ' << entry.usage << '\n';
}

bool isComplete(const Command &command) {
  const Entry *entry = entryNamed(command.name);
  return entry && !command.user.empty() && command.words.size() >= entry->words;
}

void run(db::Session &session, db::UserId user, const Command &command,
         std::ostream &out) {
  entryNamed(command.name)->run({session, user, command, out});
}

} // namespace notebook
