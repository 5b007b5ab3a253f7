#include "isolation/variable_types.h"

#include "isolation/own_operators.h"
#include "isolation/scalars.h"
#include "isolation/suggest.h"
#include "sql/parse.h"

#include "llvm/ADT/STLExtras.h"

#include <vector>

namespace pgtidy::analysis::isolation {
namespace {

/// The value of `SELECT text`; what it points into lives as long as `parsed`.
const sql::Expr *valueOf(const std::string &text, sql::Parsed &parsed) {
  parsed = sql::parse("SELECT " + text);
  const bool isOne = !parsed.error && parsed.statements.size() == 1 && parsed.statements[0].select &&
                     parsed.statements[0].select->targets.size() == 1;
  return isOne ? parsed.statements[0].select->targets[0].value.get() : nullptr;
}

std::vector<std::string> pathIn(llvm::StringRef text) {
  sql::Parsed parsed;
  const sql::Expr *value = valueOf(text.str(), parsed);
  return value && value->kind == sql::ExprKind::Column ? value->path : std::vector<std::string>();
}

/// The table that the path names, its last `behind` parts left out.
const sql::Table *tableIn(const std::vector<std::string> &path, size_t behind, const sql::Catalog &catalog) {
  if (path.size() != behind + 1 && path.size() != behind + 2)
    return nullptr;
  sql::Name name;
  name.name = path[path.size() - behind - 1];
  name.schema = path.size() == behind + 2 ? path[0] : "";
  return catalog.find(name);
}

std::string typeOf(const sql::Column &column) { return column.type + column.modifiers; }

} // namespace

std::optional<std::string> castType(llvm::StringRef declared, const sql::Catalog &catalog) {
  std::string type = declared.trim().str();
  if (declared.consume_back_insensitive("%type")) {
    const std::vector<std::string> path = pathIn(declared.trim());
    const sql::Table *table = tableIn(path, 1, catalog);
    const sql::Column *column = table ? table->column(path.back()) : nullptr;
    type = column ? typeOf(*column) : "";
  }
  if (type.empty() || llvm::StringRef(type).equals_insensitive("record"))
    return std::nullopt;
  sql::Parsed parsed;
  const sql::Expr *value = valueOf("NULL::" + type, parsed);
  return value && value->kind == sql::ExprKind::Cast ? std::optional(type) : std::nullopt;
}

const sql::Table *rowTable(llvm::StringRef declared, const sql::Catalog &catalog) {
  declared = declared.trim();
  declared.consume_back_insensitive("%rowtype");
  return declared.contains('%') ? nullptr : tableIn(pathIn(declared.trim()), 0, catalog);
}

bool mayMergeArguments(const std::string &type, const sql::Catalog &catalog) {
  const auto elementOf = [](const std::string &of) { return of.substr(0, of.find('[')); };
  const std::string base = elementOf(baseOf(elementOf(baseOf(type, catalog)), catalog));
  const bool isRounded = llvm::StringRef(base).starts_with("numeric("); // of a domain: functions keep no modifiers
  const bool isText = llvm::StringRef(base).ends_with("citext");        // which stays as it is written
  return isRounded || (mayMergeValues(base) && !isText);
}

bool isKnownType(llvm::StringRef type) { return !type.contains('%'); }

std::optional<std::string> fieldOf(const std::string &query, const std::string &row, const std::string &field,
                                   const sql::Table *table) {
  const std::string name = identifier(row);
  std::string value = name + "." + identifier(field), columns;
  if (table) {
    const sql::Column *column = table->column(field);
    if (!column)
      return std::nullopt;
    value += "::" + typeOf(*column);
    for (const sql::Column &one : table->columns)
      columns += (columns.empty() ? " (" : ", ") + identifier(one.name);
    columns += ")";
  }
  return "(SELECT " + value + " FROM (" + query + ") AS " + name + columns + ")";
}

} // namespace pgtidy::analysis::isolation
