#include "downs.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::analysis {
namespace {

/// Names of types that PostgreSQL brings along; those of the schema may have been renamed or made again meanwhile.
constexpr llvm::StringLiteral BuiltIn[] = {
    "int2", "int4",  "int8",  "text", "varchar",   "bpchar",      "bool", "uuid",   "numeric", "float4",  "float8",
    "json", "jsonb", "bytea", "date", "timestamp", "timestamptz", "time", "timetz", "inet",    "interval"};

std::string typeOf(const sql::Column &column) {
  llvm::StringRef type(column.type);
  type.consume_back("[]");
  return llvm::is_contained(BuiltIn, type) ? column.type + column.modifiers : std::string("of the schema");
}

void addColumns(Shape &shape, const std::string &of, const sql::Table &table) {
  for (const sql::Column &column : table.columns) // a default can be written in many ways
    shape["column " + column.name + of] =
        typeOf(column) + (column.notNull ? " not null" : "") + (column.hasDefault ? " default" : "");
}

void addTable(Shape &shape, const std::string &key, const sql::Table &table) {
  std::string of = " of " + key;
  shape["table " + key] = table.rowSecurity ? "row security" : "";
  if (!table.view && table.kind == sql::RelationKind::Table)
    addColumns(shape, of, table);
  for (const sql::Key &item : table.keys)
    shape[item.primary ? "primary key of " + key : "unique key (" + llvm::join(item.columns, ", ") + ")" + of] =
        llvm::join(item.columns, ", ");
  for (const sql::ForeignKey &item : table.foreignKeys)
    shape["foreign key (" + llvm::join(item.columns, ", ") + ")" + of] = item.schema + "." + item.table;
  for (const sql::Check &item : table.checks)
    shape["check " + item.name + of];
  for (const sql::Index &item : table.indexes)
    shape["index " + item.name + of] = llvm::join(item.columns, ", ");
  for (const sql::Policy &item : table.policies)
    shape["policy " + item.name + of] = item.command;
}

/// The catalog without the texts of its files.
sql::Catalog definitionsOf(const sql::Catalog &catalog) {
  sql::Catalog copy;
  copy.tables() = catalog.tables();
  copy.functions = catalog.functions;
  copy.triggers = catalog.triggers;
  copy.enums = catalog.enums;
  copy.roles = catalog.roles;
  copy.extensions = catalog.extensions;
  return copy;
}

bool isEmptyText(const std::string &text) {
  sql::Parsed parsed = sql::parse(text);
  return !parsed.error && !parsed.undecided && parsed.statements.empty();
}

void compareTables(const std::set<std::string> &before, const sql::Catalog &after,
                   std::vector<std::string> &differences) {
  for (const auto &[key, table] : after.tables())
    if (!before.count(key))
      differences.push_back("table " + key + " is still there");
  for (const std::string &key : before)
    if (!after.tables().count(key))
      differences.push_back("table " + key + " is missing");
}

void compareShapes(const Shape &before, const Shape &after, std::vector<std::string> &differences) {
  for (const auto &[name, what] : after)
    if (!before.count(name))
      differences.push_back(name + " is still there");
  for (const auto &[name, what] : before) {
    auto found = after.find(name);
    if (found == after.end())
      differences.push_back(name + " is missing");
    else if (found->second != what)
      differences.push_back(name + " differs");
  }
}

} // namespace

StateBefore tablesBefore(const sql::Catalog &catalog) {
  StateBefore state;
  for (const auto &[key, table] : catalog.tables())
    state.tables.insert(key);
  return state;
}

void remember(StateBefore &state, const std::string &key, const sql::Catalog &catalog) {
  auto found = catalog.tables().find(key);
  if (found != catalog.tables().end() && state.tables.count(key) && state.touched.insert(key).second)
    addTable(state.shape, key, found->second);
}

DownVerdict judgeDown(const sql::Migration &migration, const StateBefore &before, const sql::Catalog &after,
                      bool changed) {
  DownVerdict verdict;
  if (!changed || !migration.mayHaveDown)
    return verdict;
  verdict.isMissing = !migration.down;
  if (!migration.down)
    return verdict;
  verdict.isEmpty = isEmptyText(migration.down->text);
  if (verdict.isEmpty)
    return verdict;
  sql::Catalog copy = definitionsOf(after);
  std::vector<sql::SchemaProblem> problems;
  sql::Migration down;
  down.path = migration.down->path;
  down.up = migration.down->text;
  sql::apply(copy, {down}, problems);
  if (!problems.empty()) // what was not understood may have done it
    return verdict;
  compareTables(before.tables, copy, verdict.differences);
  Shape shape, same;
  for (const std::string &key : before.touched)
    if (auto found = copy.tables().find(key); found != copy.tables().end())
      addTable(shape, key, found->second);
  for (const auto &[name, what] : before.shape) // of a table that is missing, only that is told
    if (llvm::any_of(before.touched, [&](const std::string &key) {
          return copy.tables().count(key) && llvm::StringRef(name).ends_with(" " + key);
        }))
      same[name] = what;
  compareShapes(same, shape, verdict.differences);
  return verdict;
}

} // namespace pgtidy::analysis
