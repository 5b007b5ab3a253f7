// What the conditions of row-level security say, as far as their form tells.
#pragma once

#include "sql/catalog.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace pgtidy::analysis {

/// Whether the condition lets every row through: true, 1 = 1.
bool isAlwaysTrue(const sql::Expr &condition);

/// Whether a column of one of these names is mentioned, in sub-queries too.
bool mentionsAny(const sql::Expr &condition, const std::vector<std::string> &columns);

/// Whether the condition reads a table, or hands a column to a function: more than its form would have to be known.
bool asksElsewhere(const sql::Expr &condition);

/// Whether the expression is about the session alone, not about the row: a call such as auth.uid() or
/// current_setting('app.user_id'), with casts and NULLIF around it, or a sub-query without FROM of one.
bool isOfSession(const sql::Expr &expr);

/// A call of the session that is made anew for each row.
struct PerRow {
  const sql::Expr *call = nullptr;
  bool correlated = false; ///< a sub-query stands around it, and a column of the row is in that too
};
std::vector<PerRow> perRowCalls(const sql::Expr &condition);

/// The operands of OR that hold for any row once the session has no user: `current_setting(…) IS NULL`.
std::vector<const sql::Expr *> openWithoutUser(const sql::Expr &condition);

/// The columns of the row that are compared for equality with the session.
std::vector<std::string> columnsOfSession(const sql::Expr &condition);

/// Calls of current_setting without missing_ok.
std::vector<const sql::Expr *> strictSettings(const sql::Expr &condition);

/// Metadata of a user that the user may edit: raw_user_meta_data, auth.jwt() -> 'user_metadata'.
std::vector<const sql::Expr *> editableMetadata(const sql::Expr &condition);

/// Visits the tables that a query reads, in its sub-queries too.
void tablesOf(const sql::Query &query, llvm::function_ref<void(const sql::Name &)> visit);
/// Visits the calls in a condition.
void callsIn(const sql::Expr &condition, llvm::function_ref<void(const sql::Expr &)> visit);
/// Visits the texts that stand in a condition as constants.
void visitConstants(const sql::Expr &condition, llvm::function_ref<void(llvm::StringRef)> visit);

/// Whether the policy counts for a command: "select", "insert", "update", "delete".
bool appliesTo(const sql::Policy &policy, llvm::StringRef command);

/// Whether a role stands for all users of an interface that speaks to the database for them (PostgREST, Neon's Data
/// API), signed in or not: anon, anonymous, authenticated.
bool isInterfaceRole(llvm::StringRef role);
/// Whether the schema makes such a role, grants it something or has policies for it.
bool hasInterface(const sql::Catalog &catalog);

/// Whether such interfaces show a schema without being told to: public, and api by its name.
bool isInterfaceSchema(llvm::StringRef schema);

/// Whether the policy is for everybody, for roles that stand for all users of an interface, or for `role`.
bool isForUsers(const sql::Policy &policy, llvm::StringRef role);

} // namespace pgtidy::analysis
