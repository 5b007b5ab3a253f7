#include "catalog/session.h"

#include "catalog/signature.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::sql {
namespace {

/// Tables that widely used extensions make in the schema of the application.
constexpr llvm::StringLiteral ExtensionTables[] = {"spatial_ref_sys", "geometry_columns", "geography_columns",
                                                   "raster_columns", "raster_overviews"};

std::string shown(const Name &name) { return name.schema.empty() ? name.name : tableKey(name.schema, name.name); }

} // namespace

std::string tableKey(std::string_view schema, std::string_view name) {
  std::string key(schema);
  key += '.';
  key += name;
  return key;
}

Session::Session(Catalog &catalog, std::vector<SchemaProblem> &problems)
    : catalog(catalog), names(catalog), Problems(problems) {
  schemas.insert("public");
  for (const auto &[key, table] : catalog.tables())
    schemas.insert(table.schema);
}

void Session::openFile() {
  searchPath = defaultPath;
  role.clear();
  sessionRole.clear();
  pathAfter.reset();
  roleAfter.reset();
  std::erase_if(catalog.tables(), [](const auto &table) { return table.second.schema == "pg_temp"; }); // its session's
  Lines.reset();
  InFile = 0;
  openStatement(0, {});
}

void Session::endTransaction() {
  searchPath = pathAfter.value_or(searchPath);
  role = roleAfter.value_or(role);
  pathAfter.reset();
  roleAfter.reset();
}

void Session::openStatement(Offset begin, std::string_view statement) {
  Begin = begin;
  Statement = statement;
}

Origin Session::origin(Offset inStatement) const {
  return {static_cast<int32_t>(catalog.files.size()) - 1, Begin + std::max(inStatement, 0)};
}

void Session::leftOut(Offset inStatement, std::string_view why, ProblemKind kind) {
  if (quiet)
    return;
  problem(Begin + std::max(inStatement, 0), std::string(why) + "; the statement is left out of the schema", kind);
}

void Session::problem(Offset inFile, std::string message, ProblemKind kind) {
  ++InFile;
  const SchemaFile &file = catalog.files.back();
  SchemaProblem problem{file.path, 0, 0, std::move(message), kind};
  if (inFile >= 0) {
    if (!Lines)
      Lines.emplace(file.text);
    auto place = Lines->place(static_cast<uint32_t>(inFile));
    problem.line = place.line;
    problem.column = place.column;
  }
  Problems.push_back(std::move(problem));
}

std::string Session::creationSchema() const { return searchPath.empty() ? "public" : searchPath.front(); }

Table *Session::find(const Name &name) {
  auto in = [&](const std::string &schema) -> Table * {
    auto found = catalog.tables().find(tableKey(schema, name.name));
    return found == catalog.tables().end() ? nullptr : &found->second;
  };
  if (!name.schema.empty())
    return in(name.schema);
  if (Table *temporary = in("pg_temp"))
    return temporary;
  for (const std::string &schema : searchPath)
    if (Table *table = in(schema))
      return table;
  const Table *only = catalog.find(name); // a search path set for the role or the database is not seen
  return only ? in(only->schema) : nullptr;
}

bool Session::mayExistUnseen(const Name &name) const {
  std::string schema = name.schema.empty() ? creationSchema() : name.schema;
  if (!schemas.count(schema) || llvm::StringRef(name.name).starts_with("pg_"))
    return true;
  return llvm::is_contained(ExtensionTables, llvm::StringRef(name.name)) ||
         unreadCode.find(name.name) != std::string::npos;
}

Table *Session::require(const Name &name, bool missingOk) {
  Table *table = find(name);
  if (!table && !missingOk && !mayExistUnseen(name))
    leftOut(name.location, "relation \"" + shown(name) + "\" does not exist");
  return table;
}

std::string Session::schemaOf(const std::vector<std::string> &path) const {
  return path.size() > 1 ? path[path.size() - 2] : creationSchema();
}

std::string Session::schemaOfFunction(const std::vector<std::string> &path,
                                      const std::vector<std::string> *types) const {
  if (path.size() == 1)
    for (const std::string &schema : searchPath)
      if (llvm::any_of(catalog.functions, [&](const Function &function) {
            return function.schema == schema && function.name == path[0] &&
                   (!types || areSameTypes(function.argumentTypes, *types));
          }))
        return schema;
  return schemaOf(path);
}

std::string Session::findEnum(const std::vector<std::string> &path) const {
  if (path.empty())
    return {};
  std::string key = tableKey(schemaOf(path), path.back());
  if (path.size() > 1 || catalog.enums.count(key))
    return catalog.enums.count(key) ? key : std::string();
  for (const auto &[name, values] : catalog.enums)
    if (llvm::StringRef(name).ends_with("." + path.back()))
      return name;
  return {};
}

} // namespace pgtidy::sql
