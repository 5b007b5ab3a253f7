#include "catalog/query.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

namespace pgtidy::sql {
namespace {

using Columns = std::vector<Column>;
using Ctes = std::map<std::string, Columns>;

/// Finds the columns of queries; goes down a bounded number of levels.
class ColumnReader {
public:
  explicit ColumnReader(Session &session) : Session_(session) {}

  Columns read(const Query &query, Ctes ctes, unsigned depth = 0) {
    if (depth > 50)
      return {};
    for (const Cte &cte : query.ctes)
      if (cte.statement && cte.statement->select)
        ctes[cte.name] = named(read(*cte.statement->select, ctes, depth + 1), cte.columnAliases);
    if (query.left)
      return read(*query.left, ctes, depth + 1);
    if (!query.values.empty())
      return valuesColumns(query.values.front().size());
    std::vector<Source> sources;
    for (const FromPtr &from : query.from)
      addSources(*from, ctes, depth, sources);
    Columns columns;
    for (const Target &target : query.targets)
      addTarget(target, sources, columns);
    return columns;
  }

  static Columns named(Columns columns, const std::vector<std::string> &names) {
    for (size_t i = 0; i < names.size() && i < columns.size(); ++i)
      columns[i].name = names[i];
    return columns;
  }

private:
  struct Source {
    std::string name;
    Columns columns;
  };
  Session &Session_;

  static Columns valuesColumns(size_t count) {
    Columns columns(count);
    for (size_t i = 0; i < count; ++i)
      columns[i].name = "column" + std::to_string(i + 1);
    return columns;
  }

  Columns tableColumns(const Name &table, const Ctes &ctes) {
    if (auto cte = ctes.find(table.name); table.schema.empty() && cte != ctes.end())
      return cte->second;
    const Table *found = Session_.find(table);
    return found ? found->columns : Columns();
  }

  void addSources(const From &from, const Ctes &ctes, unsigned depth, std::vector<Source> &sources) {
    if (from.kind == FromKind::Join && depth < 200) {
      if (from.left)
        addSources(*from.left, ctes, depth + 1, sources);
      if (from.right)
        addSources(*from.right, ctes, depth + 1, sources);
      return;
    }
    Columns columns;
    if (from.kind == FromKind::Table)
      columns = tableColumns(from.table, ctes);
    else if (from.kind == FromKind::Subquery && from.query)
      columns = read(*from.query, ctes, depth + 1);
    sources.push_back(
        {from.alias.empty() ? from.table.name : from.alias, named(std::move(columns), from.columnAliases)});
  }

  static const Column *find(const std::vector<std::string> &path, const std::vector<Source> &sources) {
    for (const Source &source : sources) {
      if (path.size() > 1 && source.name != path[path.size() - 2])
        continue;
      for (const Column &column : source.columns)
        if (column.name == path.back())
          return &column;
    }
    return nullptr;
  }

  static void addStar(const std::vector<std::string> &path, const std::vector<Source> &sources, Columns &columns) {
    for (const Source &source : sources)
      if (path.empty() || path.back() == source.name)
        for (const Column &column : source.columns)
          columns.push_back(plain(column));
  }

  /// A column of a result has name and type; what holds for the table's does not go with it.
  static Column plain(const Column &column) {
    Column result;
    result.name = column.name;
    result.type = column.type;
    result.origin = column.origin;
    return result;
  }

  static void addTarget(const Target &target, const std::vector<Source> &sources, Columns &columns) {
    if (!target.value)
      return;
    const Expr &value = *target.value;
    if (value.kind == ExprKind::Star)
      return addStar(value.path, sources, columns);
    Column column;
    if (value.kind == ExprKind::Column && !value.path.empty())
      if (const Column *source = find(value.path, sources))
        column = plain(*source);
    if (value.kind == ExprKind::Cast)
      column.type = value.name;
    column.name = target.name.empty() ? outputName(value) : target.name;
    columns.push_back(std::move(column));
  }
};

void visitAll(const std::vector<ExprPtr> &list, const Visitor &visitor) {
  for (const ExprPtr &expr : list)
    if (expr)
      visit(*expr, visitor);
}

void visitOne(const ExprPtr &expr, const Visitor &visitor) {
  if (expr)
    visit(*expr, visitor);
}

void visitFrom(const From &from, const Visitor &visitor) {
  if (visitor.from)
    visitor.from(from);
  if (from.kind == FromKind::Table)
    visitor.table(from.table);
  if (from.left)
    visitFrom(*from.left, visitor);
  if (from.right)
    visitFrom(*from.right, visitor);
  if (from.query)
    visit(*from.query, visitor);
  visitAll(from.functions, visitor);
  visitOne(from.on, visitor);
}

} // namespace

std::string outputName(const Expr &value) {
  switch (value.kind) {
  case ExprKind::Column:
  case ExprKind::Func:
    return value.path.empty() ? "?column?" : value.path.back();
  case ExprKind::Field:
  case ExprKind::SessionValue:
    return value.name;
  case ExprKind::Cast: {
    std::string inner = value.args.empty() || !value.args[0] ? "?column?" : outputName(*value.args[0]);
    return inner == "?column?" ? value.name : inner;
  }
  case ExprKind::Collate:
    return outputName(*value.args[0]);
  case ExprKind::Coalesce:
    return "coalesce";
  case ExprKind::NullIf:
    return "nullif";
  case ExprKind::Case:
    return "case";
  case ExprKind::Exists:
    return "exists";
  case ExprKind::Array:
  case ExprKind::ArrayQuery:
    return "array";
  case ExprKind::Row:
    return "row";
  case ExprKind::Scalar:
    return value.query && value.query->targets.size() == 1 && value.query->targets[0].value
               ? (value.query->targets[0].name.empty() ? outputName(*value.query->targets[0].value)
                                                       : value.query->targets[0].name)
               : "?column?";
  default:
    return "?column?";
  }
}

std::vector<Column> columnsOf(const Query &query, const std::vector<std::string> &names, Session &session) {
  return ColumnReader::named(ColumnReader(session).read(query, {}), names);
}

void visit(const Expr &expr, const Visitor &visitor) {
  visitor.expr(expr);
  visitAll(expr.args, visitor);
  if (expr.query)
    visit(*expr.query, visitor);
  if (!expr.func)
    return;
  visitOne(expr.func->filter, visitor);
  visitAll(expr.func->partitionBy, visitor);
  visitAll(expr.func->orderBy, visitor);
}

void visit(const Query &query, const Visitor &visitor) {
  for (const Cte &cte : query.ctes)
    if (cte.statement && cte.statement->select)
      visit(*cte.statement->select, visitor);
  if (query.left)
    visit(*query.left, visitor);
  if (query.right)
    visit(*query.right, visitor);
  for (const auto &row : query.values)
    visitAll(row, visitor);
  for (const Target &target : query.targets)
    visitOne(target.value, visitor);
  for (const FromPtr &from : query.from)
    if (from)
      visitFrom(*from, visitor);
  visitOne(query.where, visitor);
  visitAll(query.groupBy, visitor);
  visitOne(query.having, visitor);
  for (const OrderItem &item : query.orderBy)
    visitOne(item.value, visitor);
  visitAll(query.distinctOn, visitor);
}

} // namespace pgtidy::sql
