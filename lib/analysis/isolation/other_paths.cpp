#include "isolation/other_paths.h"

#include "isolation/visit.h"
#include "isolation/written_tables.h"

#include "llvm/ADT/STLExtras.h"

#include <map>
#include <set>

namespace pgtidy::analysis::isolation {
namespace {

using Path = std::vector<std::string>;

/// Of the schemas that only the run knows, more are not tried: a schema for each customer looks alike.
constexpr size_t MostSchemas = 8;

sql::Catalog readWith(const sql::Catalog &catalog, Path path) {
  sql::Catalog read = catalog;
  read.searchPathsOf.clear();
  if (sql::hidesBuiltIns(path))
    read.hidingBuiltIns.insert("");
  read.searchPath = std::move(path);
  return read;
}

/// Names of tables and functions that are in more than one schema, with these.
std::map<std::string_view, std::set<std::string>> sharedNames(const sql::Catalog &catalog) {
  std::map<std::string_view, std::set<std::string>> schemas;
  for (const auto &[key, table] : catalog.tables())
    schemas[table.name].insert(table.schema);
  for (const sql::Function &function : catalog.functions)
    schemas[function.name].insert(function.schema);
  std::erase_if(schemas, [](const auto &one) { return one.second.size() < 2; });
  return schemas;
}

/// The first schema of the path that has the name; "" where none does.
std::string firstIn(const Path &path, const std::set<std::string> &schemas) {
  auto found = llvm::find_if(path, [&](const std::string &schema) { return schemas.count(schema) > 0; });
  return found == path.end() ? std::string() : *found;
}

} // namespace

OtherPath::OtherPath(const sql::Catalog &catalog, const UserModel &model, std::vector<std::string> path)
    : Schema(readWith(catalog, std::move(path))), Owners(Schema, model, /*withOtherPaths=*/false) {
  for (const auto &[name, schemas] : sharedNames(catalog))
    if (firstIn(Schema.searchPath, schemas) != firstIn(catalog.searchPath, schemas))
      Differing.emplace(name);
}

/// What a function or a trigger reads is not looked at here.
bool OtherPath::concerns(const sql::Statement &statement) const {
  bool found = !Schema.hidingBuiltIns.empty() || statement.kind == sql::StatementKind::Do ||
               ((!Schema.triggers.empty() || !Schema.rules.empty()) && writes(statement, Owners));
  visitTables(statement, [&](const sql::Name &name) {
    const sql::Table *table = Schema.find(name);
    found |= (name.schema.empty() && Differing.count(name.name) > 0) || (table && table->view);
  });
  visit(statement, [&](const sql::Expr &expr, const Place &) {
    found |=
        expr.kind == sql::ExprKind::Func && !expr.path.empty() && !Schema.functionsNamed("", expr.path.back()).empty();
  });
  return found;
}

std::string OtherPath::shown() const {
  std::string text;
  for (const std::string &schema : Schema.searchPath)
    text += (text.empty() ? "" : ", ") + schema;
  return text;
}

std::vector<Path> pathsThatDiffer(const Path &path, const std::string &role, const sql::Catalog &catalog) {
  const auto shared = sharedNames(catalog);
  std::vector<Path> paths{{}};
  for (const std::string &schema : path) {
    if (schema == "$user" && role.empty())
      continue;
    std::set<std::string> meant{schema == "$user" ? role : schema};
    if (schema.empty()) {
      meant.clear();
      for (const auto &[name, schemas] : shared)
        meant.insert(schemas.begin(), schemas.end());
    }
    std::vector<Path> longer;
    for (const Path &begun : paths)
      for (const std::string &one : meant)
        if (longer.size() < MostSchemas) {
          longer.push_back(begun);
          longer.back().push_back(one);
        }
    if (!longer.empty())
      paths = std::move(longer);
  }
  std::erase_if(paths, [&](const Path &one) {
    return !sql::hidesBuiltIns(one) && llvm::all_of(shared, [&](const auto &name) {
      const std::string meant = firstIn(one, name.second);
      return meant.empty() || meant == firstIn(catalog.searchPath, name.second);
    });
  });
  return paths;
}

bool hasUndecidedNames(const sql::Catalog &catalog) {
  return llvm::any_of(sharedNames(catalog),
                      [&](const auto &name) { return firstIn(catalog.searchPath, name.second).empty(); });
}

void addFrom(const StatementVerdict &other, const OtherPath &path, StatementVerdict &verdict) {
  for (const TableReference &one : other.references) {
    auto known = llvm::find_if(verdict.references, [&](const TableReference &reference) {
      return reference.location == one.location && reference.use == one.use;
    });
    const bool isNew = known == verdict.references.end(), isClosed = one.verdict == Verdict::Closed;
    if (!isNew && (isClosed || known->verdict != Verdict::Closed))
      continue;
    TableReference &added = isNew ? verdict.references.emplace_back() : *known;
    added = one;
    if (!isClosed)
      added.reason += " (where the search_path is `" + path.shown() + "`)";
  }
}

} // namespace pgtidy::analysis::isolation
