// Roles, privileges and extensions: who may do what, as far as the checks of policies ask.
#include "catalog/cascade.h"
#include "catalog/drop.h"
#include "catalog/statements.h"
#include "catalog/view.h"
#include "lower/lower.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::sql {
namespace {

void applyOptions(Session &session, Role &role, Node options) {
  for (Node option : options) {
    std::string_view name = option["DefElem"]["defname"].str();
    bool value = option["DefElem"]["arg"]["Boolean"]["boolval"].boolean();
    if (name == "bypassrls")
      role.bypassesRowSecurity = value;
    else if (name == "superuser")
      role.superuser = value;
    else
      continue;
    role.origin = session.origin(0);
  }
}

std::vector<std::string> granteesOf(Node body) {
  std::vector<std::string> names;
  for (Node grantee : body["grantees"])
    names.push_back(roleName(grantee));
  return names;
}

/// A privilege in lower case, with the columns that it is for.
struct Privilege {
  std::string name;
  std::vector<std::string> columns = {};
};

/// All of a table's for ALL.
std::vector<Privilege> privilegesOf(Node body) {
  std::vector<Privilege> privileges;
  for (Node privilege : body["privileges"])
    privileges.push_back({llvm::StringRef(std::string(privilege["AccessPriv"]["priv_name"].str())).lower(),
                          stringList(privilege["AccessPriv"]["cols"])});
  if (privileges.empty())
    for (const char *name : {"select", "insert", "update", "delete", "truncate", "references", "trigger"})
      privileges.push_back({name});
  return privileges;
}

void setExecutable(Session &session, Node body, bool isGrant) {
  bool isAll = body["targtype"].str() == "ACL_TARGET_ALL_IN_SCHEMA";
  for (Node object : body["objects"]) {
    std::vector<std::string> path =
        isAll ? std::vector<std::string>{} : stringList(object["ObjectWithArgs"]["objname"]);
    std::string schema = isAll ? std::string(object["String"]["sval"].str()) : session.schemaOf(path);
    for (Function &function : session.catalog.functions)
      if (function.schema == schema && (isAll || (!path.empty() && function.name == path.back())))
        function.executableByPublic = isGrant;
  }
}

std::vector<std::string> tablesOf(Session &session, Node body) {
  std::vector<std::string> keys;
  bool isAll = body["targtype"].str() == "ACL_TARGET_ALL_IN_SCHEMA";
  for (Node object : body["objects"]) {
    if (isAll) {
      for (const auto &[key, table] : session.catalog.tables())
        if (table.schema == object["String"]["sval"].str())
          keys.push_back(key);
    } else if (const Table *table = session.find(tableName(object))) {
      keys.push_back(tableKey(table->schema, table->name));
    }
  }
  return keys;
}

/// Takes back what `privilege` of the role covers, so that a grant of it is there once.
void revoke(Catalog &catalog, const std::string &table, const std::string &role, const Privilege &privilege) {
  llvm::erase_if(catalog.grants, [&](const TableGrant &grant) {
    return grant.table == table && grant.role == role && grant.privilege == privilege.name &&
           (privilege.columns.empty() || grant.columns == privilege.columns);
  });
}

void grantTables(Session &session, Node body, bool isGrant) {
  const bool isWide = body["targtype"].str() == "ACL_TARGET_ALL_IN_SCHEMA";
  for (const std::string &table : tablesOf(session, body))
    for (const std::string &role : granteesOf(body))
      for (const Privilege &privilege : privilegesOf(body)) {
        revoke(session.catalog, table, role, privilege);
        if (isGrant)
          session.catalog.grants.push_back({table, role, privilege.name, session.origin(0), privilege.columns, isWide});
      }
}

/// The roles whose new objects the defaults are for. A migration is run by the owner, whose names are known.
bool isForOwner(Node options) {
  for (Node option : options)
    if (option["DefElem"]["defname"].str() == "roles")
      for (Node role : option["DefElem"]["arg"]["List"]["items"])
        if (std::string name = roleName(role); name != "postgres" && name != "neondb_owner")
          return false;
  return true;
}

/// "" alone for all schemas.
std::vector<std::string> schemasOf(Node options) {
  for (Node option : options)
    if (option["DefElem"]["defname"].str() == "schemas")
      return stringList(option["DefElem"]["arg"]["List"]["items"]);
  return {""};
}

void setDefaults(Session &session, Node body, Node action) {
  if (!isForOwner(body["options"]))
    return;
  for (const std::string &schema : schemasOf(body["options"]))
    for (const std::string &role : granteesOf(action))
      for (const Privilege &privilege : privilegesOf(action)) {
        llvm::erase_if(session.defaultGrants, [&](const DefaultGrant &grant) {
          return grant.schema == schema && grant.role == role && grant.privilege == privilege.name;
        });
        if (action["is_grant"].boolean())
          session.defaultGrants.push_back({schema, role, privilege.name, session.origin(0)});
      }
}

bool concernsPublic(Node body) { return llvm::is_contained(granteesOf(body), "public"); }

bool isRoutine(std::string_view kind) {
  return kind == "OBJECT_FUNCTION" || kind == "OBJECT_PROCEDURE" || kind == "OBJECT_ROUTINE";
}

} // namespace

void createRole(Session &session, Node body) {
  const std::string name(body["role"].str());
  applyOptions(session, session.catalog.roles[name], body["options"]);
  for (Node option : body["options"])
    for (Node other : option["DefElem"]["arg"]["List"]["items"]) {
      std::string_view kind = option["DefElem"]["defname"].str();
      if (kind == "addroleto")
        session.catalog.memberOf[name].insert(roleName(other["RoleSpec"]));
      else if (kind == "rolemembers" || kind == "adminmembers")
        session.catalog.memberOf[roleName(other["RoleSpec"])].insert(name);
    }
}

void grantRole(Session &session, Node body) {
  for (Node member : body["grantee_roles"])
    for (Node granted : body["granted_roles"]) {
      std::set<std::string> &others = session.catalog.memberOf[roleName(member["RoleSpec"])];
      const std::string other(granted["AccessPriv"]["priv_name"].str());
      if (body["is_grant"].boolean())
        others.insert(other);
      else if (!body["admin_opt"].boolean()) // else it is only no administrator of it any more
        others.erase(other);
    }
}

/// ALTER GROUP … ADD USER and DROP USER come as an ALTER ROLE, too.
void alterRole(Session &session, Node body) {
  const std::string name = roleName(body["role"]);
  applyOptions(session, session.catalog.roles[name], body["options"]);
  for (Node option : body["options"])
    for (Node member : option["DefElem"]["arg"]["List"]["items"]) {
      if (option["DefElem"]["defname"].str() != "rolemembers")
        continue;
      std::set<std::string> &others = session.catalog.memberOf[roleName(member["RoleSpec"])];
      if (body["action"].integer() < 0)
        others.erase(name);
      else
        others.insert(name);
    }
}

void reassignOwned(Session &session, Node body) {
  for (Node node : body["roles"]) {
    const std::string role = roleName(node["RoleSpec"]);
    const bool isOwn = role == "current_user" || role == "current_role" || role == "session_user";
    auto reassign = [&](std::string &owner) {
      if (owner == role || (isOwn && (owner.empty() || owner == session.role)))
        owner = roleName(body["newrole"]);
    };
    for (auto &[key, table] : session.catalog.tables())
      reassign(table.owner);
    for (Function &function : session.catalog.functions)
      reassign(function.owner);
  }
}

void renameRole(Session &session, const std::string &from, const std::string &to) {
  Catalog &catalog = session.catalog;
  auto change = [&](std::string &role) {
    if (role == from)
      role = to;
  };
  for (auto &[key, table] : catalog.tables()) {
    change(table.owner);
    for (Policy &policy : table.policies)
      llvm::for_each(policy.roles, change);
  }
  for (TableGrant &grant : catalog.grants)
    change(grant.role);
  for (DefaultGrant &grant : session.defaultGrants)
    change(grant.role);
  for (Function &function : catalog.functions)
    change(function.owner);
  if (auto known = catalog.roles.extract(from)) {
    known.key() = to;
    catalog.roles.insert(std::move(known));
  }
  if (auto known = catalog.memberOf.extract(from)) {
    known.key() = to;
    catalog.memberOf.insert(std::move(known));
  }
  for (auto &[role, others] : catalog.memberOf)
    if (others.erase(from))
      others.insert(to);
  change(session.role);
}

/// DROP OWNED BY: what the roles own, and policies that are for them alone.
void dropOwned(Session &session, Node body) {
  for (Node node : body["roles"]) {
    const std::string role = roleName(node["RoleSpec"]);
    std::vector<Name> owned;
    for (auto &[key, table] : session.catalog.tables()) {
      if (table.owner == role)
        owned.push_back({table.schema, table.name});
      llvm::erase_if(table.policies,
                     [&](const Policy &policy) { return policy.roles == std::vector<std::string>{role}; });
      for (Policy &policy : table.policies)
        llvm::erase(policy.roles, role);
    }
    const bool cascade = body["behavior"].str() == "DROP_CASCADE";
    for (const Name &name : owned)
      dropRelation(session.catalog, name.schema, name.name, cascade);
    dropFunctions(session.catalog, [&](const Function &function) { return function.owner == role; }, cascade);
    llvm::erase_if(session.catalog.grants, [&](const TableGrant &grant) { return grant.role == role; });
    llvm::erase_if(session.defaultGrants, [&](const DefaultGrant &grant) { return grant.role == role; });
  }
}

void createExtension(Session &session, Node body) {
  Extension extension;
  extension.origin = session.origin(0);
  for (Node option : body["options"])
    if (option["DefElem"]["defname"].str() == "schema")
      extension.schema = std::string(option["DefElem"]["arg"]["String"]["sval"].str());
  session.catalog.extensions.try_emplace(std::string(body["extname"].str()), extension);
}

void grantOrRevoke(Session &session, Node body) {
  bool isGrant = body["is_grant"].boolean();
  if (isRoutine(body["objtype"].str())) {
    if (concernsPublic(body))
      setExecutable(session, body, isGrant);
  } else if (body["objtype"].str() == "OBJECT_TABLE") {
    grantTables(session, body, isGrant);
  }
}

void alterDefaultPrivileges(Session &session, Node body) {
  Node action = body["action"]["GrantStmt"] ? body["action"]["GrantStmt"] : body["action"];
  if (isRoutine(action["objtype"].str()) && concernsPublic(action))
    session.functionsForPublic = action["is_grant"].boolean();
  else if (action["objtype"].str() == "OBJECT_TABLE")
    setDefaults(session, body, action);
}

} // namespace pgtidy::sql
