#include "schema.h"

#include "engine/engine.h"
#include "sql/migrations.h"

#include "llvm/Support/MemoryBuffer.h"

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

static sql::Catalog readLive(const Config &config, std::vector<findings::Problem> &problems) {
  sql::Catalog catalog;
  std::vector<sql::SchemaProblem> found;
  sql::apply(catalog, {{config.liveName, config.liveSchema}}, found);
  for (sql::SchemaProblem &problem : found)
    problems.push_back({{problem.file, 0, 0}, std::move(problem.message)});
  addForeignKeys(catalog, config, problems);
  return catalog;
}

void addDefinitions(sql::Catalog &catalog, const std::vector<sql::Migration> &definitions) {
  if (definitions.empty())
    return;
  catalog.partial = catalog.empty();
  std::vector<sql::SchemaProblem> leftOut;
  sql::apply(catalog, definitions, leftOut);
  sql::finish(catalog);
}

sql::Catalog readSchema(const Config &config, std::vector<findings::Problem> &problems) {
  if (!config.liveSchema.empty())
    return readLive(config, problems);
  std::vector<sql::SchemaSource> sources;
  for (const std::string &path : expandGlobs(config.schema, config.root, problems)) {
    auto buffer = llvm::MemoryBuffer::getFile(path);
    if (!buffer) {
      problems.push_back({{path, 0, 0}, "cannot read this schema file: " + buffer.getError().message()});
      continue;
    }
    sources.push_back({path, (*buffer)->getBuffer().str()});
  }
  sql::Catalog catalog;
  std::vector<sql::SchemaProblem> found;
  sql::apply(catalog, sql::orderMigrations(std::move(sources)), found);
  for (sql::SchemaProblem &problem : found)
    problems.push_back({{problem.file, problem.line, problem.column}, std::move(problem.message)});
  addForeignKeys(catalog, config, problems);
  return catalog;
}

} // namespace pgtidy::engine
