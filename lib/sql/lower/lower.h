// From PostgreSQL's parse tree to the relational form: the pieces that a schema needs too.
#pragma once

#include "sql/ast.h"
#include "tree/tree.h"

#include <optional>
#include <string>

namespace pgtidy::sql {

/// An expression node such as {"A_Expr": {…}}; null for the null node. What is not modelled is ExprKind::Unknown.
ExprPtr lowerExpr(Node expression);

/// A {"SelectStmt": {…}} node or its body; null for the null node.
QueryPtr lowerQuery(Node selectStmt);

/// Any {"…Stmt": {…}} node. `begin` and `end` are left 0.
Statement lowerStatement(Node statement);

/// A TypeName, with or without its {"TypeName": …} wrapping, as a canonical type: "int4", "text", "varchar",
/// "app.role", "int4[]". pg_catalog is left out, modifiers such as (255) too.
std::string typeName(Node typeName);

/// The modifiers of a type as written, "(255)" or "(10,2)"; "" when there are none.
std::string typeModifiers(Node typeName);

/// The name of a RangeVar, with or without its wrapping.
Name tableName(Node rangeVar);

/// A list of {"String": …} nodes.
std::vector<std::string> stringList(Node list);

/// The names in an object of a DROP: of a list, a type, a function, a schema.
std::vector<std::string> objectPath(Node object);

/// A column that stands twice among the targets of an INSERT or SET; not where only parts of it are given, as in
/// a[1] = …, a[2] = ….
struct GivenTwice {
  std::string column;
  Offset location = -1;
};
std::optional<GivenTwice> givenTwice(Node targets);

/// The last name of a path, in the schema before it; it stands nowhere.
Name nameOf(const std::vector<std::string> &path);

} // namespace pgtidy::sql
