#include "schema.h"

#include "engine/engine.h"
#include "sql/migrations.h"

#include "llvm/Support/MemoryBuffer.h"

namespace pgtidy::engine {

sql::Catalog readSchema(const Config &config, std::vector<findings::Problem> &problems) {
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
  sql::finish(catalog);
  for (sql::SchemaProblem &problem : found)
    problems.push_back({{problem.file, problem.line, problem.column}, std::move(problem.message)});
  return catalog;
}

} // namespace pgtidy::engine
