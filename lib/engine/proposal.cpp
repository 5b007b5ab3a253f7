#include "engine/proposal.h"

#include "analysis/isolation.h"
#include "findings/fingerprint.h"
#include "schema.h"
#include "schema_folders.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

#include <map>
#include <set>

namespace pgtidy::engine {

namespace {

/// 'a b' where YAML needs the quotes.
std::string quoted(const std::string &text) { return "'" + text + "'"; }

std::string schemaPart(const std::vector<SchemaFolder> &folders) {
  std::string text =
      "# The schema, in the order applied: with it, ownership is known by foreign keys and not by names.\n";
  if (folders.empty())
    return text + "# No SQL file that creates tables was found. A 'pg_dump --schema-only' will do as well.\n"
                  "# Schema: [db/migrations/*.sql]\n";
  text += "Schema: [" + quoted(folders.front().glob) + "]   # " + std::to_string(folders.front().tables) + " tables\n";
  for (size_t index = 1; index < folders.size() && index < 6; ++index)
    text += "# also found: " + quoted(folders[index].glob) + ", " + std::to_string(folders[index].tables) + " tables\n";
  return text;
}

std::string usersPart(const std::string &root, const std::vector<SchemaFolder> &folders) {
  std::set<std::string> users, columns;
  std::vector<findings::Problem> ignored;
  Config config;
  config.root = root;
  if (!folders.empty())
    config.schema = {folders.front().glob};
  sql::Catalog catalog = readCatalog(config, ignored);
  analysis::Ownership ownership(catalog, config.users);
  for (const auto &[key, table] : catalog.tables())
    if (const analysis::TableOwnership *owned = ownership.find(key)) {
      if (owned->kind == analysis::OwnerKind::Users)
        users.insert(table.name);
      if (owned->kind == analysis::OwnerKind::Column)
        columns.insert(owned->ownerColumns.begin(), owned->ownerColumns.end());
    }
  std::string text = "# Who the users are, and which columns say whose a row is.\n";
  if (users.empty())
    return text + "# No table of users was told from the schema.\n"
                  "# Users: { Tables: [users], OwnerColumns: [user_id, owner_id] }\n";
  text += "Users:\n  Tables: [" + llvm::join(users, ", ") + "]\n";
  if (!columns.empty())
    text += "  OwnerColumns: [" + llvm::join(columns, ", ") + "]\n";
  return text + "  # Shared: []        tables that belong to everybody although they have an owner column\n"
                "  # Memberships: []   tables that grant a user the rows they name\n"
                "  # PublicWhen: []    conditions that make a row everybody's: is_public\n"
                "  # Principals: [\"current_setting('app.user_id')\"]\n"
                "  # Role: app         the role the program connects as\n";
}

struct Calls {
  std::map<std::string, unsigned> byFolder, byLibrary;
  unsigned total = 0;
};

Calls callsOf(const std::string &root, const Collected &collected) {
  Calls calls;
  std::set<std::pair<std::string, uint32_t>> seen; // a header's calls are in many units
  for (const facts::Unit &unit : collected.units)
    for (const facts::Call &call : unit.calls) {
      if (!call.location.isValid() || call.library.empty())
        continue;
      std::string file = unit.files.path(call.location.file);
      if (!seen.emplace(file, call.location.offset).second)
        continue;
      ++calls.total;
      ++calls.byLibrary[call.library];
      ++calls.byFolder[llvm::sys::path::parent_path(findings::relativePath(file, root)).str()];
    }
  return calls;
}

std::string callsPart(const Calls &calls) {
  std::string text = "# The data layer: database calls outside of it are reported by pg-orm-bypass.\n";
  if (calls.total == 0)
    return text + "# OrmLayer: ['src/db/**']\n";
  std::string most;
  for (const auto &[folder, count] : calls.byFolder)
    if (most.empty() || count > calls.byFolder.at(most))
      most = folder;
  for (const auto &[library, count] : calls.byLibrary)
    text += "# " + std::to_string(count) + " calls of " + library + "\n";
  for (const auto &[folder, count] : calls.byFolder)
    text += "#   " + std::to_string(count) + " in " + (folder.empty() ? "." : folder) + "\n";
  return text + "# OrmLayer: [" + quoted(most.empty() ? "*" : most + "/**") + "]\n";
}

} // namespace

std::string proposeConfig(const std::string &root, const Collected &collected) {
  std::vector<SchemaFolder> folders = schemaFolders(root);
  return "# What pgtidy has to know of this project; made by 'pgtidy init' from what it found.\n\nChecks: 'pg-*'\n\n" +
         schemaPart(folders) + "\n" + usersPart(root, folders) + "\n" + callsPart(callsOf(root, collected)) +
         "\n# Files of statements that the program runs.\n# Queries: ['sql/**/*.sql']\n";
}

} // namespace pgtidy::engine
