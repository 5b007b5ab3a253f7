#include "schema.h"

#include "contents.h"
#include "engine/engine.h"
#include "sql/migrations.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

#include <set>

namespace pgtidy::engine {

/// Applies the foreign keys that only the configuration declares. Rows need not keep to them.
static void addForeignKeys(sql::Catalog &catalog, const Config &config, std::vector<findings::Problem> &problems) {
  std::vector<sql::SchemaProblem> found;
  for (const std::string &key : config.users.foreignKeys) {
    size_t columns = std::min(key.find('('), key.size());
    std::string definition =
        "ALTER TABLE " + key.substr(0, columns) + " ADD FOREIGN KEY " + key.substr(columns) + " NOT VALID";
    sql::apply(catalog, {{config.file, definition}}, found);
  }
  sql::finish(catalog);
  for (sql::SchemaProblem &problem : found)
    problems.push_back({{config.file, 0, 0}, "Users: ForeignKeys: " + problem.message});
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
  return std::move(schema.catalog);
}

} // namespace pgtidy::engine
