#include "schema.h"

#include "contents.h"
#include "engine/engine.h"
#include "sql/migrations.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

#include <set>

namespace pgtidy::engine {

std::string foreignKeyDefinition(const std::string &key) {
  const size_t columns = std::min(key.find('('), key.size());
  return "ALTER TABLE " + key.substr(0, columns) + " ADD FOREIGN KEY " + key.substr(columns) + " NOT VALID";
}

/// Applies the foreign keys that only the configuration declares. Rows need not keep to them.
static void addForeignKeys(sql::Catalog &catalog, const Config &config, std::vector<findings::Problem> &problems) {
  std::vector<sql::SchemaProblem> found;
  for (const std::string &key : config.users.foreignKeys) {
    sql::apply(catalog, {{config.file, foreignKeyDefinition(key)}}, found);
  }
  sql::finish(catalog);
  for (sql::SchemaProblem &problem : found)
    problems.push_back({{config.file, 0, 0}, "Users: ForeignKeys: " + problem.message});
}

void checkNames(const sql::Catalog &catalog, const Config &config, std::vector<findings::Problem> &problems) {
  if (!catalog.isWhole())
    return;
  const std::vector<std::string> byDefault = analysis::UserModel().tables;
  auto check = [&](llvm::StringRef key, const std::vector<std::string> &names) {
    for (const std::string &name : names) {
      const auto [schema, table] = llvm::StringRef(name).rsplit('.');
      const bool isThere = llvm::any_of(catalog.tables(), [&](const auto &one) {
        return one.second.name == (table.empty() ? schema : table) && (table.empty() || one.second.schema == schema);
      });
      if (!isThere && !llvm::is_contained(byDefault, name))
        problems.push_back({{config.file, 0, 0}, "Users: " + key.str() + ": the schema has no table '" + name + "'"});
    }
  };
  check("Tables", config.users.tables);
  check("Shared", config.users.shared);
  check("Memberships", config.users.memberships);
}

/// The schema of a live database. It has no files that findings could stand in: only its catalog counts.
static analysis::Schema readLive(const Config &config, std::vector<findings::Problem> &problems) {
  analysis::Schema schema;
  std::vector<sql::SchemaProblem> found;
  sql::apply(schema.catalog, {{config.liveName, config.liveSchema}}, found);
  for (sql::SchemaProblem &problem : found)
    problems.push_back({{problem.file, 0, 0}, std::move(problem.message)});
  addForeignKeys(schema.catalog, config, problems);
  return schema;
}

void addDefinitions(sql::Catalog &catalog, const std::vector<sql::Migration> &definitions) {
  if (definitions.empty())
    return;
  catalog.partial = catalog.empty();
  std::vector<sql::SchemaProblem> leftOut;
  sql::apply(catalog, definitions, leftOut);
  sql::finish(catalog);
}

namespace {

/// The files of the configuration, those named, and the files that take them back.
std::vector<std::string> pathsOf(const Config &config, const std::vector<std::string> &named,
                                 std::vector<findings::Problem> &problems) {
  std::vector<std::string> paths = expandGlobs(config.schema, config.root, problems);
  std::set<std::string> seen(paths.begin(), paths.end());
  for (const std::string &path : named)
    if (seen.insert(path).second)
      paths.push_back(path);
  for (size_t index = 0, size = paths.size(); index < size; ++index) {
    std::string down = sql::downPathOf(paths[index]);
    if (!down.empty() && llvm::sys::fs::is_regular_file(down) && seen.insert(down).second)
      paths.push_back(down);
  }
  return paths;
}

} // namespace

bool isSchemaFile(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  return buffer && sql::looksLikeSchema((*buffer)->getBuffer());
}

analysis::Schema readSchema(const Config &config, const std::vector<std::string> &named,
                            const extract::Unsaved &unsaved, std::vector<findings::Problem> &problems) {
  if (!config.liveSchema.empty())
    return readLive(config, problems);
  std::vector<sql::SchemaSource> sources;
  for (const std::string &path : pathsOf(config, named, problems)) {
    llvm::ErrorOr<std::string> contents = contentsOf(path, unsaved);
    if (!contents) {
      problems.push_back({{path, 0, 0}, "cannot read this schema file: " + contents.getError().message()});
      continue;
    }
    sources.push_back({path, std::move(*contents)});
  }
  analysis::Schema schema = analysis::readSchema(sql::orderMigrations(std::move(sources)));
  addForeignKeys(schema.catalog, config, problems);
  return schema;
}

sql::Catalog readCatalog(const Config &config, std::vector<findings::Problem> &problems) {
  analysis::Schema schema = readSchema(config, {}, {}, problems);
  for (const sql::SchemaProblem &problem : schema.problems)
    problems.push_back({{problem.file, problem.line, problem.column}, problem.message});
  checkNames(schema.catalog, config, problems);
  return std::move(schema.catalog);
}

std::vector<findings::Problem> configuredInVain(const Config &config) {
  std::vector<findings::Problem> problems, found;
  const analysis::Schema schema = readSchema(config, {}, {}, problems);
  llvm::copy_if(problems, std::back_inserter(found), [](const findings::Problem &problem) {
    return llvm::StringRef(problem.message).starts_with("Users: ");
  });
  checkNames(schema.catalog, config, found);
  return found;
}

} // namespace pgtidy::engine
