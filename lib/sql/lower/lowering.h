// The walk over PostgreSQL's parse tree that makes the relational form; one object a text.
#pragma once

#include "sql/ast.h"
#include "template/fill.h"
#include "tree/tree.h"

#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::sql {

/// Lowers nodes of one tree. With a Filled text, offsets and names are brought back to its template, and what was put
/// in place of a hole becomes a hole again.
class Lowering {
public:
  explicit Lowering(Filled *filled = nullptr) : Source(filled) {}

  ExprPtr expr(Node node); ///< null for the null node
  QueryPtr query(Node select);
  Statement statement(Node node);
  std::string type(Node typeName);
  Name table(Node rangeVar);
  /// Something was nested beyond what may be followed: the result is not complete.
  bool tooDeep() const { return TooDeep; }
  /// Where in the parsed text a parameter stands that libpg_query takes and PostgreSQL does not (SET x = $1); -1 when
  /// there is none.
  int64_t refusedParameter() const { return Refused; }

private:
  /// Far below PostgreSQL's own limit: the walk and the freeing of its result fit a stack of 512 KiB.
  static constexpr int MaxDepth = 200;
  using Exprs = std::vector<ExprPtr>;

  // Leaves (lower_names.cpp).
  Offset offset(Node node) const;
  std::string text(std::string_view name) const;
  std::string text(Node name) const { return text(name.str()); }
  std::vector<std::string> names(Node list) const;
  std::vector<std::string> aliasColumns(Node alias) const;
  std::string operatorName(Node names);
  void nameOperator(Expr &operation, Node body);

  // Expressions (lower_expr.cpp).
  ExprPtr dispatch(std::string_view tag, Node body);
  ExprPtr make(ExprKind kind, Node body) const;
  ExprPtr one(ExprKind kind, Node body, Node argument);
  ExprPtr unknown(std::string_view tag, Node body);
  ExprPtr required(Node node);
  Exprs list(Node nodes);
  void append(Exprs &to, Node nodes);
  ExprPtr constant(Node body);
  ExprPtr column(Node body);
  ExprPtr parameter(Node body);
  ExprPtr boolean(Node body);
  ExprPtr nullTest(Node body);
  ExprPtr booleanTest(Node body);
  ExprPtr caseOf(Node body);
  ExprPtr indirection(Node body);
  ExprPtr cast(Node body);
  ExprPtr sessionValue(Node body);

  // Operators and sub-queries (lower_operator.cpp).
  ExprPtr operation(Node body);
  ExprPtr plainOperation(Node body);
  ExprPtr inList(Node body);
  ExprPtr between(Node body, std::string_view kind);
  ExprPtr subLink(Node body);

  // Calls (lower_call.cpp).
  ExprPtr call(Node body);
  void window(FuncDetail &detail, Node definition, int hops = 0);
  void defineWindows(Query &query, Node clause);

  // Queries (lower_query.cpp).
  void set(Query &query, Node body);
  void select(Query &query, Node body);
  void orderAndLimit(Query &query, Node body);
  void group(Query &query, Node clause);
  std::vector<Cte> with(Node clause);
  std::vector<Target> targets(Node list);
  ExprPtr condition(Node node);
  ExprPtr orderKey(Node sortBy);

  // FROM (lower_from.cpp).
  std::vector<FromPtr> fromList(Node list);
  FromPtr sampled(Node body);
  FromPtr from(Node item);
  FromPtr join(Node body);
  FromPtr function(Node body);
  FromPtr unknownFrom(std::string_view tag, Node body);

  // Statements (lower_statement.cpp, lower_write.cpp).
  void write(Statement &to, std::string_view tag, Node body);
  void insert(Statement &to, Node body);
  void conflict(Insert &insert, Node body);
  void update(Statement &to, Node body);
  void remove(Statement &to, Node body);
  void merge(Statement &to, Node body);
  void copy(Statement &to, Node body);
  std::vector<Assignment> assignments(Node list);
  ExprPtr assigned(Node value, int32_t &part);
  std::vector<std::string> targetNames(Node list) const;
  void subscript(ExprPtr &value, Node indirection);
  void subscripts(Insert &insert, Node columns);
  void where(ExprPtr &to, std::string &currentOf, Node clause);
  std::unique_ptr<Statement> inner(Node node);
  void utility(Statement &to, std::string_view tag, Node body);

  // Holes: what their place says of their role (lower_holes.cpp).
  bool isFree(const Expr &expr) const;
  void holeAsCondition(const Expr &expr);
  void holeAsColumn(Expr &expr);
  void holeAsList(const Expr &expr, HoleRole role);
  void holesInOperation(Expr &operation);
  void holesInInsert(const Insert &insert);
  void noteGivenTwice(Statement &to, Node targets) const;
  void holesInType(Node typeName);
  void holesInTypes(Node node);

  /// Counts the depth of the walk while it lives.
  struct Deeper {
    explicit Deeper(Lowering &lowering) : L(lowering) { ++L.Depth; }
    ~Deeper() { --L.Depth; }
    Lowering &L;
  };

  /// PostgreSQL wants a constant here.
  void refuseParameter(Node node);

  Filled *Source;
  int64_t Refused = -1;
  Node Windows; ///< the WINDOW clause of the query at hand
  int Depth = 0;
  bool TooDeep = false;
};

} // namespace pgtidy::sql
