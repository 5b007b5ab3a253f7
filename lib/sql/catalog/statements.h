// What each statement does to the catalog. All take the statement's body, and note what does not fit.
#pragma once

#include "catalog/session.h"
#include "tree/tree.h"

namespace pgtidy::sql {

/// Applies any {"…Stmt": {…}} node; what defines nothing is passed over.
void applyStatement(Session &session, Node statement);

/// Applies the statements of a text that another statement runs: those of DO, of EXECUTE, what a function is handed. It
/// counts as the session's statement then, from `begin` on; whoever calls this opens the other again.
void applyText(Session &session, std::string_view text, Offset begin);

void createTable(Session &session, Node body);
void createForeignTable(Session &session, Node body);
void createTableAs(Session &session, Node body);
void selectInto(Session &session, Node body);
void createView(Session &session, Node body);
void alterTable(Session &session, Node body);
void renameObject(Session &session, Node body);
void setObjectSchema(Session &session, Node body);
void dropObjects(Session &session, Node body);
void createIndex(Session &session, Node body);
/// ALTER INDEX … ATTACH PARTITION: with those of all partitions an index that was made of its table alone holds.
void attachIndex(Session &session, const std::string &name, const std::string &part);
void createPolicy(Session &session, Node body);
void alterPolicy(Session &session, Node body);
void createFunction(Session &session, Node body);
void alterFunction(Session &session, Node body);
void alterOwner(Session &session, Node body);
void define(Session &session, Node body);
void createCast(Session &session, Node body);
void createTrigger(Session &session, Node body);
void createRule(Session &session, Node body);
void createDomain(Session &session, Node body);
void alterDomain(Session &session, Node body);
void createEnum(Session &session, Node body);
void alterEnum(Session &session, Node body);
void doBlock(Session &session, Node body);
void createSequence(Session &session, Node body);
void createCompositeType(Session &session, Node body);
void createSchema(Session &session, Node body);
void createRole(Session &session, Node body);
void alterRole(Session &session, Node body);
void reassignOwned(Session &session, Node body);
void dropOwned(Session &session, Node body);
void renameRole(Session &session, const std::string &from, const std::string &to);
void createExtension(Session &session, Node body);
void grantOrRevoke(Session &session, Node body);
void grantRole(Session &session, Node body);
void alterDefaultPrivileges(Session &session, Node body);

} // namespace pgtidy::sql
