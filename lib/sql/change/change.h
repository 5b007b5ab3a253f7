// From PostgreSQL's parse tree to changes.
#pragma once

#include "catalog/session.h"
#include "catalog/split.h"
#include "sql/change.h"

namespace pgtidy::sql {

/// The changes of any {"…Stmt": {…}} node of the open statement; names are looked up in the catalog as it is now.
SchemaStatement schemaStatement(Session &session, Node statement, StatementSpan span);

/// A change at a place, to a table.
struct ChangeMaker {
  Session &session;

  Change make(ChangeKind kind, Offset inStatement = 0) const;
  Change onTable(ChangeKind kind, Node rangeVar) const;
  /// Sets the table from a name.
  void setTable(Change &change, const Name &name) const;
};

/// The table whose index it is; "" when it is not known.
std::string tableOfIndex(const Catalog &catalog, const Name &index);

/// The commands of an ALTER TABLE.
void addTableCommands(const ChangeMaker &maker, Node body, std::vector<Change> &changes);

/// Statements by their kind: what keeps tables in shape, and what sets the session.
namespace change {
using Changes = std::vector<Change>;
void reindex(const ChangeMaker &maker, Node body, Changes &changes);
void vacuum(const ChangeMaker &maker, Node body, Changes &changes);
void cluster(const ChangeMaker &maker, Node body, Changes &changes);
void refresh(const ChangeMaker &maker, Node body, Changes &changes);
void lock(const ChangeMaker &maker, Node body, Changes &changes);
void transaction(const ChangeMaker &maker, Node body, Changes &changes);
void setParameter(const ChangeMaker &maker, Node body, Changes &changes);
void select(const ChangeMaker &maker, Node body, Changes &changes);
} // namespace change

} // namespace pgtidy::sql
