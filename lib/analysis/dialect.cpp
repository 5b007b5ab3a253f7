#include "dialect.h"

#include "facts/alternatives.h"
#include "facts/conninfo.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::analysis {
namespace {

using facts::Dialect;

struct DriverWord {
  llvm::StringLiteral word;
  Dialect dialect;
};

constexpr DriverWord DriverWords[] = {
    {"sqlite", Dialect::SQLite},    {"sqlcipher", Dialect::SQLite},    {"mysql", Dialect::MySQL},
    {"maria", Dialect::MySQL},      {"postgres", Dialect::PostgreSQL}, {"psql", Dialect::PostgreSQL},
    {"pgsql", Dialect::PostgreSQL}, {"oracle", Dialect::Any},          {"oci", Dialect::Any},
    {"firebird", Dialect::Any},     {"ibase", Dialect::Any},           {"db2", Dialect::Any},
};

/// What is written in front of the first run-time value.
std::string beginOf(const facts::Way &way) {
  std::string begin;
  for (const facts::Leaf &leaf : way.leaves) {
    const facts::Literal *literal = facts::asLiteral(leaf.text);
    if (!literal)
      break;
    begin += literal->bytes;
  }
  return begin;
}

/// The driver in a connection's text: "mysql://…", "sqlite3:db=…", "DRIVER={SQLite3};…".
std::string driverIn(const std::string &connection, facts::ConnectionForm form) {
  for (const facts::ConninfoPart &part : facts::readConnection(form, connection))
    if (part.keyword == "driver")
      return connection.substr(part.begin, part.length);
  llvm::StringRef scheme = llvm::StringRef(connection).take_until([](char c) { return c == ':'; });
  return scheme.size() < connection.size() ? scheme.str() : "";
}

/// The grammars of the drivers that `call` can have; `hasUnknown` when one of them is not known.
std::set<Dialect> driversOf(const facts::Call &call, Linker &linker, bool &hasUnknown) {
  const facts::Text &text = call.driver ? call.driver : call.connection;
  std::set<Dialect> dialects;
  if (!text)
    return dialects;
  for (const Chain &chain : linker.follow({text}, call.enclosing).chains)
    for (const facts::Way &way : facts::waysThrough(chain.texts.front()).ways) {
      std::string name = beginOf(way);
      if (!call.driver)
        name = driverIn(name, call.connectionForm);
      if (std::optional<Dialect> dialect = dialectOfDriver(name))
        dialects.insert(*dialect);
      else
        hasUnknown = true;
    }
  return dialects;
}

Dialect oneOf(const std::set<Dialect> &dialects) { return dialects.size() == 1 ? *dialects.begin() : Dialect::Any; }

} // namespace

std::optional<Dialect> dialectOfDriver(std::string_view name) {
  std::string lower = llvm::StringRef(name).split(':').first.lower();
  if (llvm::StringRef(name).contains("::")) // the name of a class
    lower = llvm::StringRef(name).lower();
  for (const DriverWord &known : DriverWords)
    if (llvm::StringRef(lower).contains(known.word))
      return known.dialect;
  return std::nullopt;
}

bool beginsAsOthersDo(std::string_view statement) {
  static constexpr llvm::StringLiteral Beginnings[] = {
      "pragma ",       "begin immediate ", "begin exclusive ", "begin deferred ", "insert or ",    "insert ignore ",
      "replace into ", "update or ",       "attach ",          "detach ",         "update ignore "};
  std::string words;
  auto ends = [](char c) { return llvm::isSpace(c) || c == ';'; };
  for (llvm::StringRef rest = statement; words.size() < 20;) {
    rest = rest.ltrim();
    if (rest.starts_with("--"))
      rest = rest.drop_until([](char c) { return c == '\n'; });
    else if (rest.starts_with("/*"))
      rest = rest.split("*/").second;
    else if (llvm::StringRef word = rest.take_until(ends); !word.empty()) {
      words += word.lower() + " ";
      rest = rest.drop_front(word.size());
    } else
      break;
  }
  return llvm::any_of(Beginnings, [&](llvm::StringRef one) { return llvm::StringRef(words).starts_with(one); });
}

/// Whether a class with a connection of PostgreSQL's own stands beside the one that connects here, so that this one is
/// for other databases.
static bool isBesideOwn(const facts::Call &connect, const facts::Program &program, const Linker &linker) {
  return llvm::any_of(program.calls, [&](const facts::Call &other) {
    return other.action == facts::Action::Connect && other.dialect == Dialect::PostgreSQL &&
           linker.areOfSiblings(connect.enclosing, other.enclosing);
  });
}

Dialects::Dialects(const facts::Program &program, Linker &linker) {
  for (const facts::Call &call : program.calls) {
    HasOthers |= call.dialect == Dialect::SQLite || call.dialect == Dialect::MySQL;
    if (call.action != facts::Action::Connect)
      continue;
    std::set<Dialect> &opened = Opened[call.library];
    if (call.dialect != Dialect::Any) {
      opened.insert(call.dialect);
      continue;
    }
    bool hasUnknown = false;
    opened.merge(driversOf(call, linker, hasUnknown));
    if (hasUnknown && call.driver)
      opened.insert(Dialect::Any);
  }
  for (auto &[library, opened] : Opened)
    if (opened == std::set{Dialect::Any}) // nothing tells against PostgreSQL
      opened.clear();
  for (const facts::Call &call : program.calls)
    if (call.action == facts::Action::Connect && call.dialect == Dialect::Any && Opened[call.library].empty() &&
        isBesideOwn(call, program, linker))
      Opened[call.library] = {Dialect::PostgreSQL, Dialect::Any};
}

Dialect Dialects::of(const facts::Call &call, Linker &linker) const {
  if (call.dialect != Dialect::Any)
    return call.dialect;
  bool hasUnknown = false;
  std::set<Dialect> own = driversOf(call, linker, hasUnknown);
  if (!own.empty() && !hasUnknown)
    return oneOf(own);
  auto opened = Opened.find(call.library);
  return opened == Opened.end() || opened->second.empty() ? Dialect::PostgreSQL : oneOf(opened->second);
}

} // namespace pgtidy::analysis
