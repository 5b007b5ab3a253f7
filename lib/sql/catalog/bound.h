// What is bound to tables, columns and functions when it is made, whatever they are called later: views, triggers,
// defaults, policies, bodies that are written as SQL.
#pragma once

#include "sql/catalog.h"

#include <string>
#include <vector>

namespace pgtidy::sql {

struct BoundName {
  std::string schema;
  std::string name;
  bool isBareToo = true; ///< without a schema it is meant as well
};

/// A table has a new name: views and policies of `table` that read it go on to do so.
void renameRead(Table &table, const BoundName &from, const BoundName &to);
/// The word in a text that is kept as it was written, a rule's.
std::string renamedWord(std::string text, const BoundName &from, const BoundName &to);

/// A table has a new name: it goes by that in bodies that are bound to it.
void renameInBodies(Catalog &catalog, const BoundName &from, const BoundName &to);

/// A column of the table has come, or has another name, since bodies were bound to it.
void columnsChanged(Catalog &catalog, const Table &table);

/// A function has a new name: what calls it goes on to do so.
void renameCalls(Catalog &catalog, BoundName from, const BoundName &to);

/// The view's columns keep the names that they have now.
void keepNames(Table &view);

/// A column of the table is about to have a new name: views go on to read it, under the name that it had for them, and
/// so do policies.
void renameColumnInBound(Catalog &catalog, const Table &table, const std::string &from, const std::string &to);

/// The tables that a view reads, and the functions that it calls, looked up as they are now where they are not in
/// "public".
void bindNames(const Query &view, const Catalog &catalog, const std::vector<std::string> &searchPath);
/// The same of those of a policy's condition; null for none.
void bindNames(const Expr *condition, const Catalog &catalog, const std::vector<std::string> &searchPath);
/// The same in what is kept as a text: a default, a body that is written as SQL, a rule.
void bindNames(std::string &text, const Catalog &catalog, const std::vector<std::string> &searchPath);
/// What views and policies read in "public" where other schemas have tables of the same name: a search_path does not
/// change that.
void bindToPublic(Catalog &catalog);

} // namespace pgtidy::sql
