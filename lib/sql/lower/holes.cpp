// What the place of a hole in the tree says of its role, beyond what the text round it said.
#include "lower/lowering.h"

namespace pgtidy::sql {

/// A hole outside quotes that may hold any text.
bool Lowering::isFree(const Expr &expr) const {
  if (!Source || expr.kind != ExprKind::Hole)
    return false;
  Filling filling = Source->source().holes[static_cast<size_t>(expr.number)].filling;
  bool isOpen = filling == Filling::Raw || filling == Filling::Word;
  return isOpen && Source->Roles[static_cast<size_t>(expr.number)].role == HoleRole::Value;
}

// "WHERE " + condition: text in the place of a truth value is a piece of syntax, whatever it says.
void Lowering::holeAsCondition(const Expr &expr) {
  if (isFree(expr))
    Source->Roles[static_cast<size_t>(expr.number)].role = HoleRole::Clause;
}

// "ORDER BY " + column: sorting or comparing by a value makes no sense, by a name it does.
void Lowering::holeAsColumn(Expr &expr) {
  bool isName = Source && expr.kind == ExprKind::Hole &&
                Source->source().holes[static_cast<size_t>(expr.number)].filling == Filling::QuotedIdentifier;
  if (!isName && !isFree(expr))
    return;
  size_t hole = static_cast<size_t>(expr.number);
  Source->Roles[hole].role = HoleRole::Name;
  expr.kind = ExprKind::Column;
  expr.number = 0;
  expr.path = {Source->nameOf(hole)};
}

void Lowering::holeAsList(const Expr &expr, HoleRole role) {
  if (isFree(expr))
    Source->Roles[static_cast<size_t>(expr.number)].role = role;
}

void Lowering::holesInType(Node typeName) {
  for (Node part : typeName["names"])
    if (int32_t hole = Source ? Source->holeIn(part["String"]["sval"].str()) : -1; hole >= 0)
      Source->Roles[static_cast<size_t>(hole)].role = HoleRole::Type;
}

// The types in a statement that is not lowered: CREATE TABLE, ALTER TABLE.
void Lowering::holesInTypes(Node node) {
  Deeper deeper(*this);
  if (Depth > MaxDepth)
    return;
  holesInType(node["typeName"]);
  for (Node part : node)
    holesInTypes(part);
}

static bool isValue(const Expr &expr) {
  return expr.kind == ExprKind::Hole || expr.kind == ExprKind::Param || expr.kind == ExprKind::Const;
}

// column + " = $1", and operators that are holes themselves.
void Lowering::holesInOperation(Expr &operation) {
  if (operation.args.size() == 2 && isValue(*operation.args[1]))
    holeAsColumn(*operation.args[0]);
  if (!Source || operation.name.find(Filled::OperatorMark) == std::string::npos)
    return;
  int32_t hole = Source->holeAt(operation.location);
  operation.name = hole < 0 ? "{}" : Source->nameOf(static_cast<size_t>(hole));
}

// INSERT INTO t (columns) VALUES (values): both are lists when the one is, or when their number differs.
void Lowering::holesInInsert(const Insert &insert) {
  if (!Source || !insert.source || insert.source->values.empty())
    return;
  bool columnsOpen = insert.columns.size() == 1 && insert.columns[0].starts_with('{');
  for (size_t hole = 0; columnsOpen && hole < Source->Roles.size(); ++hole)
    if (Source->Roles[hole].role == HoleRole::Name && Source->nameOf(hole) == insert.columns[0])
      Source->Roles[hole].role = HoleRole::Names;
  for (const auto &row : insert.source->values)
    if (row.size() == 1 && (columnsOpen || insert.columns.size() > 1))
      holeAsList(*row[0], HoleRole::List);
}

} // namespace pgtidy::sql
