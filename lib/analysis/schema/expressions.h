// Walks over expressions of a schema: conditions of policies and checks, defaults.
#pragma once

#include "sql/ast.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <vector>

namespace pgtidy::analysis {

/// Visits `expr` and all that is in it, sub-queries included, from the outside in.
void visitExpressions(const sql::Expr &expr, llvm::function_ref<void(const sql::Expr &)> visit);

/// The same for the expressions of a query.
void visitExpressions(const sql::Query &query, llvm::function_ref<void(const sql::Expr &)> visit);

/// Visits the tables that a query reads, in its own FROM and those below it.
void visitTables(const sql::Query &query, llvm::function_ref<void(const sql::Name &)> visit);

/// The operands of nested ORs (or ANDs), at any depth.
std::vector<const sql::Expr *> branches(const sql::Expr &expr, sql::ExprKind kind);

} // namespace pgtidy::analysis
