#include "catalog/statements.h"

#include "lower/lower.h"

#include "llvm/ADT/StringRef.h"

#include <map>

namespace pgtidy::sql {
namespace {

std::vector<std::string> readPath(const std::vector<std::string> &values) {
  std::vector<std::string> path = schemasIn(values);
  std::erase(path, "$user");
  return path;
}

std::string constant(Node node) { return std::string(node["A_Const"]["sval"]["sval"].str()); }

/// Notes for whom operators of the schema go before PostgreSQL's own. What a migration sets for itself ("") is not
/// taken back: views and policies were made under it.
void noteHiding(Session &session, const std::string &whom, const std::vector<std::string> &values) {
  if (hidesBuiltIns(schemasIn(values)))
    session.catalog.hidingBuiltIns.insert(whom);
  else if (!whom.empty())
    session.catalog.hidingBuiltIns.erase(whom);
}

/// SET, RESET: what the search path is afterwards, when it is that which is set.
void setVariable(Session &session, Node body, std::vector<std::string> &path, const std::string &whom) {
  if (body["kind"].str() == "VAR_RESET_ALL")
    path = session.defaultPath;
  if (body["name"].str() != "search_path")
    return;
  std::vector<std::string> values;
  for (Node argument : body["args"])
    values.push_back(constant(argument));
  noteHiding(session, whom, values);
  path = body["kind"].str() == "VAR_SET_VALUE" ? readPath(values) : session.defaultPath;
}

/// SET ROLE and SET SESSION AUTHORIZATION.
void setRole(Session &session, Node body) {
  const bool isSession = body["name"].str() == "session_authorization";
  if (!isSession && body["name"].str() != "role")
    return;
  std::string role = body["kind"].str() == "VAR_SET_VALUE" ? constant(body["args"].at(0)) : std::string();
  if (isSession)
    session.sessionRole = role;
  session.role = role.empty() || role == "none" ? session.sessionRole : role;
}

/// What is set for the transaction alone, or from now on.
template <typename Value> void noteAfter(std::optional<Value> &after, const Value &before, bool isLocal) {
  if (!isLocal)
    after.reset();
  else if (!after)
    after = before;
}

void setSessionVariable(Session &session, Node body) {
  const bool isLocal = body["is_local"].boolean(), isAll = body["kind"].str() == "VAR_RESET_ALL";
  const std::string_view name = body["name"].str();
  if (isAll || name == "search_path")
    noteAfter(session.pathAfter, session.searchPath, isLocal);
  if (name == "role" || name == "session_authorization")
    noteAfter(session.roleAfter, session.role, isLocal);
  setVariable(session, body, session.searchPath, "");
  setRole(session, body);
}

/// ALTER ROLE or DATABASE … SET search_path: from the next session on.
void setLater(Session &session, Node body) {
  const std::string whom = std::string(body["role"]["rolename"].str()) + "@" + std::string(body["database"].str()) +
                           std::string(body["dbname"].str());
  Node set = body["setstmt"];
  setVariable(session, set, session.defaultPath, whom);
  std::map<std::string, std::vector<std::string>> &paths = session.catalog.searchPathsOf;
  if (set["kind"].str() == "VAR_RESET_ALL" || set["name"].str() == "search_path")
    paths.erase(whom);
  std::vector<std::string> values;
  for (Node argument : set["args"])
    values.push_back(constant(argument));
  if (set["kind"].str() == "VAR_SET_VALUE" && set["name"].str() == "search_path")
    paths[whom] = schemasIn(values);
}

void setPath(Session &session, const std::vector<std::string> &values) {
  noteHiding(session, "", values);
  session.searchPath = readPath(values);
}

bool isTrue(Node node) {
  const Node cast = node["TypeCast"]; // older grammars write true as a cast of 't'
  return cast ? constant(cast["arg"]) == "t" : node["A_Const"]["boolval"]["boolval"].boolean();
}

/// SELECT set_config('search_path', …) and SELECT INTO.
void select(Session &session, Node body) {
  if (body["intoClause"])
    return selectInto(session, body);
  for (Node target : body["targetList"]) {
    Node call = target["ResTarget"]["val"]["FuncCall"];
    std::vector<std::string> name = stringList(call["funcname"]);
    if (name.empty() || name.back() != "set_config" || constant(call["args"].at(0)) != "search_path")
      continue;
    noteAfter(session.pathAfter, session.searchPath, isTrue(call["args"].at(2)));
    setPath(session, {constant(call["args"].at(1))});
  }
}

/// Rows are not kept: of what writes them, only what fails before it does.
void write(Session &session, Node body) {
  std::vector<Node> lists{body["cols"], body["onConflictClause"]["targetList"], body["targetList"]};
  for (Node when : body["mergeWhenClauses"])
    lists.push_back(when.body()["targetList"]);
  for (Node targets : lists)
    if (std::optional<GivenTwice> found = givenTwice(targets))
      session.leftOut(found->location, "column \"" + found->column + "\" is given two values");
}

struct Handler {
  llvm::StringLiteral tag;
  void (*apply)(Session &, Node);
};

constexpr Handler Handlers[] = {
    {"CreateStmt", createTable},
    {"CreateForeignTableStmt", createForeignTable},
    {"CreateTableAsStmt", createTableAs},
    {"ViewStmt", createView},
    {"AlterTableStmt", alterTable},
    {"RenameStmt", renameObject},
    {"AlterObjectSchemaStmt", setObjectSchema},
    {"DropStmt", dropObjects},
    {"IndexStmt", createIndex},
    {"CreatePolicyStmt", createPolicy},
    {"AlterPolicyStmt", alterPolicy},
    {"CreateFunctionStmt", createFunction},
    {"AlterFunctionStmt", alterFunction},
    {"AlterOwnerStmt", alterOwner},
    {"DefineStmt", define},
    {"CreateCastStmt", createCast},
    {"CreateTrigStmt", createTrigger},
    {"RuleStmt", createRule},
    {"CreateDomainStmt", createDomain},
    {"AlterDomainStmt", alterDomain},
    {"CreateEnumStmt", createEnum},
    {"AlterEnumStmt", alterEnum},
    {"CreateSeqStmt", createSequence},
    {"CompositeTypeStmt", createCompositeType},
    {"CreateSchemaStmt", createSchema},
    {"CreateRoleStmt", createRole},
    {"AlterRoleStmt", alterRole},
    {"ReassignOwnedStmt", reassignOwned},
    {"DropOwnedStmt", dropOwned},
    {"CreateExtensionStmt", createExtension},
    {"GrantStmt", grantOrRevoke},
    {"GrantRoleStmt", grantRole},
    {"AlterDefaultPrivilegesStmt", alterDefaultPrivileges},
    {"VariableSetStmt", setSessionVariable},
    {"AlterRoleSetStmt", setLater},
    {"AlterDatabaseSetStmt", setLater},
    {"SelectStmt", select},
    {"InsertStmt", write},
    {"UpdateStmt", write},
    {"MergeStmt", write},
    {"DoStmt", doBlock},
};

} // namespace

void applyStatement(Session &session, Node statement) {
  for (const Handler &handler : Handlers)
    if (statement.tag() == std::string_view(handler.tag))
      return handler.apply(session, statement.body());
}

void applyText(Session &session, std::string_view text, Offset begin) {
  session.openStatement(begin, text);
  Tree tree = Tree::parse(text);
  for (Node raw : tree.statements())
    applyStatement(session, raw["stmt"]);
}

} // namespace pgtidy::sql
