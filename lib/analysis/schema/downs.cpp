#include "downs.h"

#include "sql/print.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::analysis {
namespace {

std::string printed(const std::shared_ptr<const sql::Expr> &expr) { return expr ? sql::print(*expr) : std::string(); }

void addTable(Shape &shape, const std::string &key, const sql::Table &table) {
  std::string of = " of " + key;
  shape["table " + key] = table.rowSecurity ? "row security" : "";
  for (const sql::Column &column : table.columns)
    shape["column " + column.name + of] =
        column.type + column.modifiers + (column.notNull ? " not null " : " ") + column.defaultText;
  for (const sql::Key &item : table.keys)
    shape[(item.primary ? "primary key of " + key : "unique key (" + llvm::join(item.columns, ", ") + ")" + of)] =
        llvm::join(item.columns, ", ");
  for (const sql::ForeignKey &item : table.foreignKeys)
    shape["foreign key (" + llvm::join(item.columns, ", ") + ")" + of] = item.schema + "." + item.table;
  for (const sql::Check &item : table.checks)
    shape["check " + item.name + of] = printed(item.condition);
  for (const sql::Index &item : table.indexes)
    shape["index " + item.name] = key + "(" + llvm::join(item.columns, ", ") + ")";
  for (const sql::Policy &item : table.policies)
    shape["policy " + item.name + of] = item.command + printed(item.usingExpr) + "/" + printed(item.checkExpr);
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

/// "column total of public.orders" belongs to "table public.orders".
bool isPartOf(llvm::StringRef part, llvm::StringRef table) {
  table.consume_front("table ");
  return part.ends_with((" of " + table).str());
}

bool isTold(const std::vector<std::string> &tables, const std::string &name) {
  for (const std::string &table : tables)
    if (isPartOf(name, table))
      return true;
  return false;
}

void compare(const Shape &before, const Shape &after, std::vector<std::string> &differences) {
  std::vector<std::string> tables;
  for (bool onlyTables : {true, false}) {
    auto tell = [&](const std::string &name, const char *how) {
      bool isTable = llvm::StringRef(name).starts_with("table ");
      if (isTable != onlyTables || isTold(tables, name))
        return;
      if (isTable)
        tables.push_back(name);
      differences.push_back(name + " " + how);
    };
    for (const auto &[name, what] : after)
      if (!before.count(name))
        tell(name, "is still there");
    for (const auto &[name, what] : before) {
      auto found = after.find(name);
      if (found == after.end())
        tell(name, "is missing");
      else if (found->second != what)
        tell(name, "differs");
    }
  }
}

} // namespace

Shape shapeOf(const sql::Catalog &catalog) {
  Shape shape;
  for (const auto &[key, table] : catalog.tables())
    addTable(shape, key, table);
  for (const sql::Function &function : catalog.functions)
    shape["function " + function.schema + "." + function.name + "(" + llvm::join(function.argumentTypes, ", ") + ")"];
  for (const auto &[name, values] : catalog.enums)
    shape["type " + name] = llvm::join(values, ",");
  return shape;
}

DownVerdict judgeDown(const sql::Migration &migration, const Shape &before, const sql::Catalog &after, bool changed) {
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
  sql::apply(copy, {{migration.down->path, migration.down->text}}, problems);
  if (problems.empty()) // what was not understood may have done it
    compare(before, shapeOf(copy), verdict.differences);
  return verdict;
}

} // namespace pgtidy::analysis
