#include "catalog/columns.h"
#include "catalog/query.h"
#include "catalog/statements.h"
#include "lower/lower.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::sql {
namespace {

/// The name parts that an index without a name has from its columns, those of INCLUDE among them.
std::vector<std::string> nameParts(Node body) {
  std::vector<std::string> parts;
  for (const char *list : {"indexParams", "indexIncludingParams"})
    for (Node element : body[list]) {
      const Node item = element["IndexElem"];
      const ExprPtr expr = item["expr"].size() > 0 ? lowerExpr(item["expr"]) : nullptr;
      const std::string output = expr ? outputName(*expr) : std::string(item["name"].str());
      const std::string name = output == "?column?" ? "expr" : output;
      std::string free = name; // as ChooseIndexColumnNames does
      for (int i = 1; llvm::is_contained(parts, free); ++i)
        free = name + std::to_string(i);
      parts.push_back(free);
    }
  return parts;
}

/// A unique index over plain columns of all rows is a key as a constraint is.
bool isKey(const Index &index) { return index.unique && !index.partial && !llvm::is_contained(index.columns, ""); }

/// Whether the columns stand alone, in their own order.
bool isPlain(Node body) {
  for (Node element : body["indexParams"]) {
    Node detail = element["IndexElem"];
    if (detail["collation"].size() || detail["opclass"].size() || detail["ordering"].str() == "SORTBY_DESC")
      return false;
  }
  return body["indexIncludingParams"].size() == 0;
}

/// A column, or lower(email) of a function of one, casts left out; "" for other expressions.
std::string indexed(Node element) {
  if (element["expr"].size() == 0)
    return std::string(element["name"].str());
  ExprPtr expr = lowerExpr(element["expr"]);
  const Expr *call = expr.get();
  const Expr *column = call && call->kind == ExprKind::Func && call->args.size() == 1 ? call->args[0].get() : nullptr;
  while (column && column->kind == ExprKind::Cast)
    column = column->args[0].get();
  bool isCall = column && column->kind == ExprKind::Column && !column->path.empty() && !call->path.empty();
  return isCall ? call->path.back() + "(" + column->path.back() + ")" : "";
}

/// The columns that an index has besides those that it is over: in expressions, and by INCLUDE.
std::vector<std::string> otherColumns(Node body) {
  std::vector<std::string> columns;
  for (Node element : body["indexIncludingParams"])
    columns.push_back(std::string(element["IndexElem"]["name"].str()));
  for (Node element : body["indexParams"])
    if (const Node expr = element["IndexElem"]["expr"]; expr.size() > 0)
      if (const ExprPtr lowered = lowerExpr(expr))
        visit(*lowered, {[&](const Expr &part) {
                           if (part.kind == ExprKind::Column && !part.path.empty())
                             columns.push_back(part.path.back());
                         },
                         [](const Name &) {}});
  return columns;
}

} // namespace

void createIndex(Session &session, Node body) {
  Table *table = session.require(tableName(body["relation"]), false);
  if (!table)
    return;
  Index index;
  index.name = std::string(body["idxname"].str());
  index.schema = table->schema;
  for (Node element : body["indexParams"]) {
    index.columns.push_back(std::string(element["IndexElem"]["name"].str()));
    index.elements.push_back(indexed(element["IndexElem"]));
  }
  if (index.name.empty())
    index.name = generatedName(session.names, *table, nameParts(body), "idx");
  else if (session.names.has(*table, index.name)) {
    if (!body["if_not_exists"].boolean())
      session.leftOut(0, "relation \"" + index.name + "\" already exists");
    return;
  }
  index.unique = body["unique"].boolean();
  index.partial = static_cast<bool>(body["whereClause"]);
  index.predicate = lowerExpr(body["whereClause"]);
  index.plain = !index.partial && isPlain(body);
  index.method = body["accessMethod"] ? std::string(body["accessMethod"].str()) : "btree";
  index.origin = session.origin(0);
  index.included = otherColumns(body);
  std::optional<Key> key;
  if (isKey(index))
    key = {index.name, index.columns, false, body["nulls_not_distinct"].boolean(), index.origin, index.included};
  if (index.unique && isUnattached(session, *table, !body["relation"]["inh"].boolean())) {
    index.unique = false;
    keepUnattached(session, *table, index.name, std::move(key));
  } else if (key) {
    addKey(session.names, *table, std::move(*key));
  }
  session.names.add(index.name);
  table->indexes.push_back(std::move(index));
}

} // namespace pgtidy::sql
