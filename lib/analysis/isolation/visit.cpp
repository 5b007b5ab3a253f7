#include "isolation/visit.h"

#include <utility>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

class Visitor {
public:
  Visitor(const OnExpr &onExpr, const OnTable &onTable, const PartVisitor *parts = nullptr)
      : On(onExpr), OnName(onTable), Parts(parts) {}

  void statement(const sql::Statement &one) {
    ctes(one.ctes);
    if (one.inner)
      statement(*one.inner);
    query(one.select.get());
    if (one.insert)
      insert(*one.insert);
    if (one.update)
      update(*one.update);
    if (one.remove)
      remove(*one.remove);
    if (one.merge)
      merge(*one.merge);
    if (one.copy)
      query(one.copy->query.get());
    for (const sql::ExprPtr &argument : one.arguments)
      expr(argument.get(), {});
    expr(one.call.get(), {});
  }

  void query(const sql::Query *one) {
    if (!one || ++Depth > 200)
      return;
    if (Parts)
      Parts->query(*one);
    ctes(one->ctes);
    query(one->left.get());
    query(one->right.get());
    Block block;
    for (const sql::FromPtr &from : one->from)
      collect(*from, block);
    Place place;
    place.tables = &block.tables;
    place.elementsOnly = block.elementsOnly;
    place.around = Around;
    for (const sql::FromPtr &from : one->from)
      fromItems(*from, place);
    targets(one->targets, place);
    for (const auto &row : one->values)
      for (const sql::ExprPtr &value : row)
        expr(value.get(), place);
    condition(one->where.get(), place);
    condition(one->having.get(), place);
    for (const auto *list : {&one->groupBy, &one->distinctOn})
      for (const sql::ExprPtr &key : *list)
        expr(key.get(), place);
    for (const sql::OrderItem &item : one->orderBy)
      expr(item.value.get(), place);
    expr(one->limit.get(), place);
    expr(one->offset.get(), place);
    --Depth;
  }

  void expr(const Expr *one, Place place) {
    if (!one)
      return;
    On(*one, place);
    place.underOr |= one->kind == ExprKind::Or || one->kind == ExprKind::Case || one->kind == ExprKind::Coalesce;
    place.underNot |= one->kind == ExprKind::Not;
    const Place *around = std::exchange(Around, &place);
    query(one->query.get());
    Around = around;
    for (const sql::ExprPtr &part : one->args)
      expr(part.get(), place);
    if (!one->func)
      return;
    expr(one->func->filter.get(), place);
    for (const auto *list : {&one->func->partitionBy, &one->func->orderBy, &one->func->bounds})
      for (const sql::ExprPtr &part : *list)
        expr(part.get(), place);
  }

private:
  const Place *Around = nullptr; ///< of the sub-query at hand

  struct Block {
    NamedTables tables;
    bool elementsOnly = true;
  };

  void ctes(const std::vector<sql::Cte> &list) {
    for (const sql::Cte &cte : list) {
      if (Parts)
        Parts->cte(cte);
      if (cte.statement)
        statement(*cte.statement);
    }
  }

  void named(Block &block, const sql::Name &table, const std::string &alias) {
    block.tables.push_back({&table, alias.empty() ? table.name : alias});
    if (OnName)
      OnName(table);
  }

  void collect(const sql::From &from, Block &block) {
    if (from.left)
      collect(*from.left, block);
    if (from.right)
      collect(*from.right, block);
    if (from.kind == sql::FromKind::Table)
      named(block, from.table, from.alias);
    else if (from.kind != sql::FromKind::Join)
      block.elementsOnly = false;
  }

  void fromItems(const sql::From &from, const Place &place) {
    if (Parts)
      Parts->from(from);
    query(from.query.get());
    for (const sql::ExprPtr &function : from.functions)
      expr(function.get(), place);
    if (from.left)
      fromItems(*from.left, place);
    if (from.right)
      fromItems(*from.right, place);
    Place on = place;
    on.isCondition = true;
    on.outerOn = from.join != sql::JoinKind::Inner;
    expr(from.on.get(), on);
  }

  void condition(const Expr *one, Place place) {
    place.isCondition = true;
    expr(one, place);
  }

  void targets(const std::vector<sql::Target> &list, const Place &place) {
    for (const sql::Target &target : list)
      expr(target.value.get(), place);
  }

  void assignments(const std::vector<sql::Assignment> &list, const Place &place) {
    for (const sql::Assignment &one : list)
      expr(one.value.get(), place);
  }

  /// The block of a statement that writes.
  Place written(Block &block, const sql::Name &table, const std::string &alias, const std::vector<sql::FromPtr> &from) {
    named(block, table, alias);
    for (const sql::FromPtr &one : from)
      collect(*one, block);
    Place place;
    place.tables = &block.tables;
    place.elementsOnly = block.elementsOnly;
    for (const sql::FromPtr &one : from)
      fromItems(*one, place);
    return place;
  }

  void insert(const sql::Insert &one) {
    query(one.source.get());
    Block block;
    static const std::vector<sql::FromPtr> none;
    Place place = written(block, one.table, one.alias, none);
    assignments(one.conflictSet, place);
    condition(one.conflictWhere.get(), place);
    targets(one.returning, place);
  }

  void update(const sql::Update &one) {
    Block block;
    Place place = written(block, one.table, one.alias, one.from);
    condition(one.where.get(), place);
    targets(one.returning, place);
    assignments(one.set, place);
  }

  void remove(const sql::Delete &one) {
    Block block;
    Place place = written(block, one.table, one.alias, one.usingItems);
    condition(one.where.get(), place);
    targets(one.returning, place);
  }

  void merge(const sql::Merge &one) {
    Block block;
    static const std::vector<sql::FromPtr> none;
    if (one.source)
      collect(*one.source, block);
    Place place = written(block, one.table, one.alias, none);
    if (one.source)
      fromItems(*one.source, place);
    condition(one.on.get(), place);
    for (const sql::MergeAction &action : one.actions) {
      condition(action.condition.get(), place);
      assignments(action.set, place);
      for (const sql::ExprPtr &value : action.values)
        expr(value.get(), place);
    }
  }

  const OnExpr &On;
  const OnTable &OnName;
  const PartVisitor *Parts;
  int Depth = 0;
};

} // namespace

void visit(const sql::Statement &statement, const OnExpr &onExpr) {
  const OnTable none;
  Visitor(onExpr, none).statement(statement);
}

void visit(const sql::Query &query, const OnExpr &onExpr) {
  const OnTable none;
  Visitor(onExpr, none).query(&query);
}

void visitExpr(const Expr &expr, const OnExpr &onExpr) {
  const OnTable none;
  Visitor(onExpr, none).expr(&expr, {});
}

void visitTables(const sql::Statement &statement, const OnTable &onTable) {
  const OnExpr none = [](const Expr &, const Place &) {};
  Visitor(none, onTable).statement(statement);
}

void visitParts(const sql::Statement &statement, const PartVisitor &visitor) {
  const OnExpr noExpr = [](const Expr &, const Place &) {};
  const OnTable noTable;
  Visitor(noExpr, noTable, &visitor).statement(statement);
}

void visitTables(const sql::Query &query, const OnTable &onTable) {
  const OnExpr none = [](const Expr &, const Place &) {};
  Visitor(none, onTable).query(&query);
}

} // namespace pgtidy::analysis::isolation
