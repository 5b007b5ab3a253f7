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

  /// Makes columns of the stars of a block, after those of the queries in it.
  void bind(const Query &query, Ctes ctes, unsigned depth = 0) {
    if (depth > 50)
      return;
    for (const Cte &cte : query.ctes)
      if (cte.statement && cte.statement->select) {
        bind(*cte.statement->select, ctes, depth + 1);
        ctes[cte.name] = named(read(*cte.statement->select, ctes, depth + 1), cte.columnAliases);
      }
    for (const QueryPtr *side : {&query.left, &query.right})
      if (*side)
        bind(**side, ctes, depth + 1);
    std::vector<Source> sources;
    bool isMerged = false; // columns that both sides of a join have are one
    for (const FromPtr &from : query.from) {
      bindIn(*from, ctes, depth, isMerged);
      addSources(*from, ctes, depth, sources);
    }
    std::vector<Target> targets;
    auto &own = const_cast<Query &>(query); // made by this catalog, that hands it out as const only
    for (Target &target : own.targets)
      if (!target.value || target.value->kind != ExprKind::Star ||
          !addColumns(target.value->path, sources, isMerged, targets))
        targets.push_back(std::move(target));
    own.targets = std::move(targets);
  }

private:
  struct Source {
    std::string name;
    Columns columns;
    bool isWhole = false; ///< of a join: it stands for all before it
  };

  void bindIn(const From &from, const Ctes &ctes, unsigned depth, bool &isMerged) {
    isMerged |= from.natural || !from.usingColumns.empty() || (from.kind == FromKind::Join && !from.alias.empty());
    for (const FromPtr *side : {&from.left, &from.right})
      if (*side && depth < 50)
        bindIn(**side, ctes, depth + 1, isMerged);
    if (from.query)
      bind(*from.query, ctes, depth + 1);
  }

  /// Adds the columns that the star stands for; false where they are not known.
  static bool addColumns(const std::vector<std::string> &path, const std::vector<Source> &sources, bool isMerged,
                         std::vector<Target> &targets) {
    std::vector<Target> added;
    for (const Source &source : sources) {
      if (!path.empty() && path.back() != source.name)
        continue;
      if (source.columns.empty() || source.name.empty() || (path.empty() && isMerged))
        return false;
      for (const Column &column : source.columns) {
        Target &target = added.emplace_back();
        target.value = std::make_unique<Expr>();
        target.value->kind = ExprKind::Column;
        target.value->path = {source.name, column.name};
      }
    }
    for (Target &target : added)
      targets.push_back(std::move(target));
    return !added.empty();
  }

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
      if (!from.alias.empty())
        sources.push_back({from.alias, {}, /*isWhole=*/true});
      return;
    }
    Columns columns;
    if (from.kind == FromKind::Function && from.functions.size() == 1)
      columns = givenBy(from);
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
    const bool isWhole = llvm::any_of(
        sources, [&](const Source &source) { return source.isWhole && !path.empty() && path.back() == source.name; });
    for (const Source &source : sources)
      if (path.empty() || isWhole || path.back() == source.name)
        for (const Column &column : source.columns)
          columns.push_back(plain(column));
  }

  static Column made(std::string name, std::string type) {
    Column column;
    column.name = std::move(name);
    column.type = std::move(type);
    return column;
  }

  /// The columns of a function in FROM.
  Columns givenBy(const From &from) {
    Columns columns;
    for (size_t i = 0; i < from.columnTypes.size() && i < from.columnAliases.size(); ++i)
      columns.push_back(made(from.columnAliases[i], from.columnTypes[i]));
    const std::vector<std::string> &path = from.functions[0]->path;
    if (!columns.empty() || path.empty())
      return columns;
    const std::vector<const Function *> named =
        Session_.catalog.functionsNamed(path.size() > 1 ? path[path.size() - 2] : "", path.back());
    const Function *function = named.empty() ? nullptr : named.front();
    for (size_t i = 0; function && i < function->outputNames.size(); ++i)
      columns.push_back(
          made(function->outputNames[i], i < function->outputTypes.size() ? function->outputTypes[i] : ""));
    if (!columns.empty())
      return columns;
    llvm::StringRef returned = function ? llvm::StringRef(function->returns) : llvm::StringRef();
    returned.consume_front("setof ");
    const auto [schema, name] = returned.contains('.') ? returned.split('.') : std::pair(llvm::StringRef(), returned);
    if (const Table *row = returned.empty() ? nullptr : Session_.catalog.find(schema, name))
      return row->columns;
    return {made(from.alias.empty() ? path.back() : from.alias, returned.str())};
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
    if (value.kind == ExprKind::Field && value.name == "*" && value.args[0]->kind == ExprKind::Column)
      return addStar(value.args[0]->path, sources, columns);
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

void bindStars(const Query &view, Session &session) { ColumnReader(session).bind(view, {}); }

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
