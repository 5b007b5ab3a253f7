#include "catalog/column_uses.h"

#include "catalog/query.h"

#include "llvm/ADT/STLExtras.h"

#include <map>
#include <optional>
#include <vector>

namespace pgtidy::sql {
namespace {

using Names = std::vector<std::string>;

/// An element of FROM.
struct Source {
  std::string name;
  const Table *table = nullptr; ///< null for what is made here
  std::optional<Names> columns; ///< in order; nothing where they are not known
};
using Block = std::vector<Source>;

class ColumnUses {
public:
  ColumnUses(const Catalog &catalog, const Table &table, const std::string &column, OnColumnUse onUse)
      : Known(catalog), Wanted(table), Column(column), On(onUse) {}

  void in(const Query &query) {
    if (Depth > Deepest)
      return;
    ++Depth;
    const auto outer = Ctes;
    for (const Cte &cte : query.ctes)
      if (cte.statement && cte.statement->select) {
        in(*cte.statement->select);
        Ctes[cte.name] = named(outputsOf(*cte.statement->select), cte.columnAliases);
      }
    for (const QueryPtr *side : {&query.left, &query.right})
      if (*side)
        in(**side);
    Blocks.push_back({});
    for (const FromPtr &from : query.from)
      add(*from);
    for (const Target &target : query.targets)
      in(target.value);
    for (const auto *list : {&query.groupBy, &query.distinctOn, &query.windows})
      all(*list);
    for (const std::vector<ExprPtr> &row : query.values)
      all(row);
    for (const OrderItem &item : query.orderBy)
      in(item.value);
    for (const ExprPtr *part : {&query.where, &query.having, &query.limit, &query.offset})
      in(*part);
    Blocks.pop_back();
    Ctes = outer;
    --Depth;
  }

  void in(const Expr &expr) {
    if (expr.kind == ExprKind::Column && !expr.path.empty() && expr.path.back() == Column)
      look(expr);
    all(expr.args);
    if (expr.query)
      in(*expr.query);
    if (!expr.func)
      return;
    in(expr.func->filter);
    for (const auto *list : {&expr.func->partitionBy, &expr.func->orderBy, &expr.func->bounds})
      all(*list);
  }

  void inRowsOf(const Table &home, const Expr &condition) {
    Blocks.push_back({{home.name, &home, columnsOf(home)}});
    in(condition);
    Blocks.pop_back();
  }

private:
  static constexpr unsigned Deepest = 100;
  const Catalog &Known;
  const Table &Wanted;
  const std::string &Column;
  OnColumnUse On;
  std::vector<Block> Blocks; ///< outer ones first
  std::map<std::string, std::optional<Names>> Ctes;
  unsigned Depth = 0;

  void in(const ExprPtr &expr) {
    if (expr)
      in(*expr);
  }
  void all(const std::vector<ExprPtr> &list) {
    for (const ExprPtr &expr : list)
      in(expr);
  }

  static Names columnsOf(const Table &table) {
    Names names;
    for (const sql::Column &column : table.columns)
      names.push_back(column.name);
    return names;
  }

  static std::optional<Names> named(std::optional<Names> columns, const Names &aliases) {
    if (columns)
      for (size_t i = 0; i < aliases.size() && i < columns->size(); ++i)
        (*columns)[i] = aliases[i];
    else if (!aliases.empty())
      columns = aliases;
    return columns;
  }

  /// Adds what an element of FROM is to the innermost block, and goes through what stands in it.
  void add(const From &from) {
    if (from.kind == FromKind::Join) {
      if (from.left)
        add(*from.left);
      if (from.right)
        add(*from.right);
      in(from.on);
      if (!from.alias.empty())
        Blocks.back().push_back({from.alias, nullptr, std::nullopt});
      return;
    }
    if (from.query) {
      Block siblings = from.lateral ? Block() : std::exchange(Blocks.back(), {});
      in(*from.query);
      if (!from.lateral)
        Blocks.back() = std::move(siblings);
    }
    all(from.functions);
    Blocks.back().push_back(sourceOf(from));
  }

  Source sourceOf(const From &from) {
    Source source{from.alias, nullptr, std::nullopt};
    if (from.kind == FromKind::Table) {
      source.name = from.alias.empty() ? from.table.name : from.alias;
      auto cte = from.table.schema.empty() ? Ctes.find(from.table.name) : Ctes.end();
      source.table = cte == Ctes.end() ? Known.find(from.table) : nullptr;
      if (cte != Ctes.end())
        source.columns = cte->second;
      else if (source.table)
        source.columns = columnsOf(*source.table);
    } else if (from.query) {
      source.columns = outputsOf(*from.query);
    }
    source.columns = named(std::move(source.columns), from.columnAliases);
    return source;
  }

  /// The names of what the query gives; nothing where they are not known.
  std::optional<Names> outputsOf(const Query &query) {
    if (query.left)
      return outputsOf(*query.left);
    Names names;
    for (size_t i = 0; !query.values.empty() && i < query.values[0].size(); ++i)
      names.push_back("column" + std::to_string(i + 1));
    for (const Target &target : query.targets) {
      if (!target.value)
        return std::nullopt;
      if (target.value->kind != ExprKind::Star) {
        names.push_back(target.name.empty() ? outputName(*target.value) : target.name);
        continue;
      }
      for (const FromPtr &from : query.from)
        if (!addStar(*from, target.value->path, names))
          return std::nullopt;
    }
    return names;
  }

  bool addStar(const From &from, const Names &path, Names &names) {
    if (from.kind == FromKind::Join)
      return (!from.left || addStar(*from.left, path, names)) && (!from.right || addStar(*from.right, path, names));
    const Source source = sourceOf(from);
    if (!path.empty() && path.back() != source.name)
      return true;
    if (source.columns)
      llvm::append_range(names, *source.columns);
    return source.columns.has_value();
  }

  /// Whether the column is the wanted one, where the source has it: not renamed by the source's own alias.
  bool isWanted(const Source &source) const {
    if (source.table != &Wanted || !source.columns)
      return false;
    const auto at = llvm::find(*source.columns, Column) - source.columns->begin();
    return static_cast<size_t>(at) < Wanted.columns.size() && Wanted.columns[static_cast<size_t>(at)].name == Column;
  }

  void look(const Expr &expr) {
    const std::string *qualifier = expr.path.size() > 1 ? &expr.path[expr.path.size() - 2] : nullptr;
    bool isUnsure = false;
    for (const Block &block : llvm::reverse(Blocks))
      for (const Source &source : block) {
        if (qualifier && source.name != *qualifier)
          continue;
        const bool has = source.columns && llvm::is_contained(*source.columns, Column);
        if (!has && (source.columns || !qualifier)) {
          isUnsure |= !source.columns;
          continue;
        }
        if (isWanted(source))
          On(expr, isUnsure ? ColumnUse::Possible : ColumnUse::Certain);
        return;
      }
  }
};

} // namespace

void visitColumnUses(const Query &query, const Catalog &catalog, const Table &table, const std::string &column,
                     OnColumnUse onUse) {
  ColumnUses(catalog, table, column, onUse).in(query);
}

void visitColumnUses(const Expr *condition, const Table &home, const Catalog &catalog, const Table &table,
                     const std::string &column, OnColumnUse onUse) {
  if (condition)
    ColumnUses(catalog, table, column, onUse).inRowsOf(home, *condition);
}

} // namespace pgtidy::sql
