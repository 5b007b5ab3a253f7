#include "typed_rows.h"

#include "callers.h"
#include "guard_rows.h"
#include "lookup_texts.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <optional>

namespace pgtidy::analysis {
namespace {

using facts::Operand;
using facts::Situation;
using sql::Expr;
using sql::ExprKind;

bool isPlainType(llvm::StringRef type) {
  static constexpr llvm::StringLiteral Plain[] = {"int2", "int4", "int8", "numeric",   "float4",      "float8", "bool",
                                                  "uuid", "date", "time", "timestamp", "timestamptz", "timetz", "oid"};
  return llvm::is_contained(Plain, type);
}

/// The tables that a query reads, by the name that its columns have before them; false where one of its items is none.
bool tablesIn(const sql::From &item, std::vector<const sql::From *> &tables) {
  if (item.kind == sql::FromKind::Join)
    return tablesIn(*item.left, tables) && tablesIn(*item.right, tables);
  if (item.kind != sql::FromKind::Table || !item.columnAliases.empty())
    return false;
  tables.push_back(&item);
  return true;
}

/// The column's type by the catalog; "" where it is not known which one is meant.
std::string typeOf(const Expr &column, const sql::Query &query, const sql::Catalog &catalog) {
  std::vector<const sql::From *> tables;
  for (const sql::FromPtr &item : query.from)
    if (!tablesIn(*item, tables))
      return "";
  std::string type;
  for (const sql::From *item : tables) {
    const bool isCalled = column.path.size() < 2 ||
                          column.path[column.path.size() - 2] == (item->alias.empty() ? item->table.name : item->alias);
    if (!isCalled)
      continue;
    const sql::Table *table = catalog.find(item->table);
    if (!table)
      return ""; // of which it may be
    const sql::Column *found = table->column(column.path.back());
    if (found && !type.empty() && type != found->type)
      return ""; // one of two schemas'
    if (found)
      type = found->type;
  }
  return type;
}

/// Whether an expression of the query's list gives nothing but what a number, a date … is written as.
bool isPlain(const Expr &value, const sql::Query &query, const sql::Catalog &catalog) {
  if (value.kind == ExprKind::Cast)
    return isPlainType(value.name) || isPlain(*value.args[0], query, catalog);
  if (value.kind == ExprKind::Func && value.path == std::vector<std::string>{"count"})
    return catalog.functionsNamed("", "count").empty();
  return value.kind == ExprKind::Column && isPlainType(typeOf(value, query, catalog));
}

class TypedRows {
public:
  TypedRows(const std::vector<Query> &queries, const facts::Program &program, Linker &linker,
            const sql::Catalog &catalog)
      : From(program), Texts(queries, program, linker), Catalog(catalog) {}

  bool isTyped(const Query &query, const facts::Hole &hole) {
    const std::vector<Situation> &situations = query.call->situations;
    return !situations.empty() && llvm::all_of(situations, [&](const Situation &situation) {
      return isTypedIn(situation, From.functionOf(query.call->enclosing, situation), query, hole);
    });
  }

private:
  Callers From;
  LookupTexts Texts;
  const sql::Catalog &Catalog;

  /// Whether the value is of such a column in the situation, or wherever the function, in whose words that is, is
  /// called with one.
  bool isTypedIn(const Situation &situation, const std::string &function, const Query &query, const facts::Hole &hole) {
    constexpr size_t Deepest = 4;
    const auto operand =
        llvm::find_if(situation.inserted, [&](const Operand &one) { return one.location == hole.location; });
    if (operand == situation.inserted.end())
      return false;
    if (operand->rows)
      return isFromPlain(*operand) &&
             llvm::all_of(operand->others, [&](const Operand &other) { return other.rows && isFromPlain(other); });
    const size_t depth = situation.way.size(), steps = query.isIntoObject ? 0 : query.way.size();
    if (depth >= Deepest || !facts::parameterIn(operand->identity))
      return false;
    const text::Location by = depth < steps ? query.way[steps - 1 - depth].location : text::Location();
    const std::vector<Callers::Way> ways = From.outward(function, situation, by);
    return !ways.empty() && llvm::all_of(ways, [&](const Callers::Way &way) {
      return isTypedIn(way.situation, way.visit->enclosing, query, hole);
    });
  }

  /// Whether the column that the value was read from is one whose values are no SQL.
  bool isFromPlain(const Operand &operand) {
    const std::vector<LookupText> texts = Texts.inOwnWords(*operand.rows);
    return !texts.empty() &&
           llvm::all_of(texts, [&](const LookupText &text) { return isPlainIn(text, operand.column); });
  }

  bool isPlainIn(const LookupText &text, llvm::StringRef column) const {
    sql::Parsed parsed = sql::parse(text.text);
    if (parsed.statements.size() != 1 || !parsed.statements.front().ctes.empty())
      return false;
    const sql::QueryPtr query = queryOf(parsed.statements.front());
    if (!query || query->setOp != sql::SetOp::None || !query->ctes.empty())
      return false;
    size_t index = 0;
    const bool isStar =
        llvm::any_of(query->targets, [](const sql::Target &t) { return t.value->kind == ExprKind::Star; });
    if (!isStar && column.starts_with("#") && !column.drop_front().getAsInteger(10, index) &&
        index < query->targets.size())
      return isPlain(*query->targets[index].value, *query, Catalog);
    const sql::ExprPtr named = columnOf(*query, column);
    return named && isPlain(*named, *query, Catalog);
  }
};

} // namespace

void findTypedRows(std::vector<Query> &queries, const facts::Program &program, Linker &linker,
                   const sql::Catalog &catalog) {
  if (catalog.empty())
    return;
  TypedRows rows(queries, program, linker, catalog);
  for (Query &query : queries)
    for (Alternative &alternative : query.alternatives)
      for (facts::Hole &hole : alternative.holes)
        if (hole.kind == facts::HoleKind::Text && rows.isTyped(query, hole))
          hole.kind = facts::HoleKind::Number;
}

} // namespace pgtidy::analysis
