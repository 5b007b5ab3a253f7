#include "engine/config.h"

#include "schema.h"
#include "sql/parse.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLTraits.h"

namespace pgtidy::engine {
namespace {

struct Auth {
  std::string provider;
};

} // namespace
} // namespace pgtidy::engine

namespace llvm::yaml {

using pgtidy::analysis::UserModel;
using pgtidy::engine::Auth;
using pgtidy::engine::Config;

template <> struct MappingTraits<UserModel> {
  static void mapping(IO &io, UserModel &users) {
    std::optional<std::vector<std::string>> tables, ownerColumns;
    if (io.outputting()) {
      tables = users.tables;
      ownerColumns = users.ownerColumns;
    }
    io.mapOptional("Tables", tables);
    io.mapOptional("OwnerColumns", ownerColumns);
    if (tables && !io.outputting()) {
      users.tables = *tables;
      users.tablesConfigured = true;
    }
    if (ownerColumns && !io.outputting()) {
      users.ownerColumns = *ownerColumns;
      users.ownerColumnsConfigured = true;
    }
    io.mapOptional("Shared", users.shared);
    io.mapOptional("Memberships", users.memberships);
    io.mapOptional("PublicWhen", users.publicWhen);
    io.mapOptional("Principals", users.principals);
    io.mapOptional("Role", users.role);
    io.mapOptional("ForeignKeys", users.foreignKeys);
    io.mapOptional("BypassRls", users.bypassesRowSecurity, false);
  }
};

template <> struct MappingTraits<Auth> {
  static void mapping(IO &io, Auth &auth) { io.mapOptional("Provider", auth.provider); }
};

template <> struct MappingTraits<Config> {
  static void mapping(IO &io, Config &config) {
    Auth auth{config.authProvider};
    io.mapOptional("Checks", config.checks);
    io.mapOptional("WarningsAsErrors", config.warningsAsErrors);
    io.mapOptional("HeaderFilterRegex", config.headerFilter);
    io.mapOptional("Schema", config.schema);
    io.mapOptional("Queries", config.queries);
    io.mapOptional("EnvFiles", config.envFiles);
    io.mapOptional("OrmLayer", config.ormLayer);
    io.mapOptional("Users", config.users);
    io.mapOptional("Auth", auth);
    io.mapOptional("Policies", config.policies);
    io.mapOptional("Rules", config.rules);
    config.authProvider = auth.provider;
  }
};

} // namespace llvm::yaml

namespace pgtidy::engine {

namespace {

void collect(const llvm::SMDiagnostic &diagnostic, void *messages) {
  auto &text = *static_cast<std::string *>(messages);
  if (!text.empty())
    text += '\n';
  text += diagnostic.getFilename().str() + ":" + std::to_string(diagnostic.getLineNo()) + ":" +
          std::to_string(diagnostic.getColumnNo() + 1) + ": " + diagnostic.getMessage().str();
}

constexpr llvm::StringRef allowed =
    "known keys are Checks, WarningsAsErrors, HeaderFilterRegex, Schema, Queries, EnvFiles, OrmLayer, Rules, "
    "Policies, Users (Tables, OwnerColumns, Shared, Memberships, PublicWhen, Principals, Role, ForeignKeys, BypassRls) "
    "and "
    "Auth (Provider)";

/// Why an entry that has to be an SQL expression is none; "" where all are.
std::string wrongExpression(llvm::StringRef key, const std::vector<std::string> &entries, const std::string &before) {
  for (const std::string &entry : entries)
    if (sql::Parsed parsed = sql::parse(before + entry); parsed.error)
      return (key + " must be SQL expressions, and '" + entry + "' is none: " + parsed.error->message).str();
  return {};
}

/// What is wrong with a value that YAML accepts; "" when nothing is.
std::string wrongValue(const Config &config) {
  if (!llvm::is_contained({"", "advised", "required"}, config.policies))
    return "Policies must be 'advised' or 'required', not '" + config.policies + "'";
  std::string wrong = wrongExpression("Users.Principals", config.users.principals, "SELECT ");
  if (wrong.empty())
    wrong = wrongExpression("Users.PublicWhen", config.users.publicWhen, "SELECT 1 WHERE ");
  for (const std::string &key : config.users.foreignKeys)
    if (wrong.empty() && sql::parse({foreignKeyDefinition(key), {}}).error)
      wrong = "Users.ForeignKeys: '" + key + "' is not written as 'table (column) REFERENCES table (column)'";
  return wrong;
}

} // namespace

llvm::Expected<Config> parseConfig(llvm::StringRef yaml, llvm::StringRef name) {
  Config config;
  if (yaml.trim().empty())
    return config;
  std::string messages;
  llvm::yaml::Input input(llvm::MemoryBufferRef(yaml, name), nullptr, collect, &messages);
  input >> config;
  if (!input.error() && messages.empty()) {
    const std::string wrong = wrongValue(config);
    if (!wrong.empty())
      return llvm::createStringError("invalid configuration\n" + name + ": " + wrong);
    return config;
  }
  if (llvm::StringRef(messages).contains("unknown key"))
    messages += ("\n" + allowed).str();
  return llvm::createStringError("invalid configuration\n" + messages);
}

std::string findConfig(llvm::StringRef folder) {
  llvm::SmallString<256> start(folder);
  (void)llvm::sys::fs::make_absolute(start);
  for (llvm::StringRef at = start; !at.empty(); at = llvm::sys::path::parent_path(at)) {
    llvm::SmallString<256> file(at);
    llvm::sys::path::append(file, ".pgtidy");
    if (llvm::sys::fs::is_regular_file(file))
      return file.str().str();
  }
  return {};
}

llvm::Expected<Config> readConfig(llvm::StringRef path) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/true);
  if (!buffer)
    return llvm::createStringError("cannot read configuration '" + path + "': " + buffer.getError().message());
  llvm::Expected<Config> config = parseConfig((*buffer)->getBuffer(), path);
  if (!config)
    return config;
  llvm::SmallString<256> absolute(path);
  (void)llvm::sys::fs::make_absolute(absolute);
  config->file = absolute.str().str();
  config->root = llvm::sys::path::parent_path(absolute).str();
  return config;
}

std::string dumpConfig(const Config &config) {
  std::string text;
  llvm::raw_string_ostream out(text);
  llvm::yaml::Output yaml(out);
  Config copy = config;
  yaml << copy;
  return text;
}

} // namespace pgtidy::engine
