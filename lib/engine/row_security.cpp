#include "engine/row_security.h"

#include "analysis/row_security.h"
#include "schema.h"

#include "llvm/ADT/StringRef.h"

namespace pgtidy::engine {

static std::string settingOf(const Config &config) {
  for (llvm::StringRef principal : config.users.principals)
    if (auto [before, rest] = principal.split("current_setting('"); !rest.empty())
      return rest.split('\'').first.str();
  return "app.user_id";
}

static std::string headingFor(const Config &config) {
  return "-- Row-level security for the tables that belong to users.\n"
         "--\n"
         "-- The policies read the signed-in user from the setting " +
         settingOf(config) +
         ", which the program sets at the start of each\n"
         "-- transaction:  SELECT set_config('" +
         settingOf(config) +
         "', $1, true);\n"
         "-- Without it they let no row through. Superusers and roles with BYPASSRLS pass them by: connect as "
         "another.\n";
}

llvm::Expected<std::string> rowSecurityMigration(const Config &config, std::vector<findings::Problem> &problems) {
  sql::Catalog catalog = readCatalog(config, problems);
  if (catalog.empty())
    return llvm::createStringError("there is no schema to protect; name its files in 'Schema' of .pgtidy, or with "
                                   "--schema=FILE");
  analysis::Ownership ownership(catalog, config.users);
  std::vector<analysis::Unprotected> tables = analysis::unprotectedTables(ownership);
  if (tables.empty())
    return std::string("-- Every table that belongs to users has a policy.\n");
  std::string text = headingFor(config) + "\nBEGIN;\n";
  for (const analysis::Unprotected &table : tables)
    text +=
        "\n" +
        (table.sql.empty() ? "-- " + table.table + ": whose its rows are cannot be said in one policy" : table.sql) +
        "\n";
  return text + "\nCOMMIT;\n";
}

} // namespace pgtidy::engine
