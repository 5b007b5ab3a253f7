#include "catalog/cascade.h"
#include "catalog/drop.h"
#include "catalog/other_relations.h"
#include "catalog/signature.h"
#include "catalog/statements.h"
#include "lower/lower.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::sql {
namespace {

using Path = std::vector<std::string>;

struct Drop {
  std::string_view kind;
  bool missingOk = false;
  bool cascade = false;
};

void dropTable(Session &session, const Path &path, const Drop &drop) {
  Table *table = session.require(nameOf(path), drop.missingOk);
  if (!table)
    return;
  bool isView = table->kind == RelationKind::View || table->kind == RelationKind::MaterializedView;
  bool viewWanted = drop.kind == "OBJECT_VIEW" || drop.kind == "OBJECT_MATVIEW";
  if (isView != viewWanted)
    return session.leftOut(0, "\"" + path.back() + "\" is " + (isView ? "a view" : "not a view"));
  dropRelation(session.catalog, std::string(table->schema), std::string(table->name), drop.cascade);
}

/// DROP POLICY or TRIGGER name ON table: the path ends with the table's name and that of the thing.
template <class Erase> void dropOnTable(Session &session, Path path, const Drop &drop, Erase erase) {
  if (path.size() < 2)
    return;
  std::string name = path.back();
  path.pop_back();
  Table *table = session.require(nameOf(path), drop.missingOk);
  if (!table || erase(*table, name) || drop.missingOk)
    return;
  session.leftOut(0, "\"" + name + "\" for table \"" + table->name + "\" does not exist");
}

bool erasePolicy(Table &table, const std::string &name) {
  size_t before = table.policies.size();
  llvm::erase_if(table.policies, [&](const Policy &policy) { return policy.name == name; });
  return table.policies.size() < before;
}

void dropTrigger(Session &session, const Path &path, const Drop &drop) {
  dropOnTable(session, path, drop, [&](const Table &table, const std::string &name) {
    llvm::erase_if(session.catalog.triggers, [&](const Trigger &trigger) {
      return trigger.name == name && trigger.schema == table.schema && trigger.table == table.name;
    });
    return true; // triggers may have been made by functions that are not read
  });
}

void dropRule(Session &session, const Path &path, const Drop &drop) {
  dropOnTable(session, path, drop, [&](const Table &table, const std::string &name) {
    llvm::erase_if(session.catalog.rules, [&](const Rule &rule) {
      return rule.name == name && rule.schema == table.schema && rule.table == table.name;
    });
    return true; // rules that do nothing are not kept
  });
}

void dropFunction(Session &session, Node object, const Drop &drop) {
  dropFunctions(session.catalog, functionsMeant(session, object.body()), drop.cascade);
}

void dropType(Session &session, const Path &path, const Drop &drop) {
  const std::string schema = session.schemaOf(path);
  session.catalog.enums.erase(session.findEnum(path));
  session.catalog.domains.erase(tableKey(schema, path.back()));
  if (drop.cascade)
    dropUsersOfType(session.catalog, schema, path.back());
}

void dropSchema(Session &session, const Path &path, const Drop &drop) {
  const std::string &schema = path.back();
  std::vector<std::string> names;
  for (const auto &[key, table] : session.catalog.tables())
    if (table.schema == schema)
      names.push_back(table.name);
  for (const std::string &name : names)
    dropRelation(session.catalog, schema, name, drop.cascade);
  dropFunctions(session.catalog, [&](const Function &function) { return function.schema == schema; }, drop.cascade);
  if (drop.cascade)
    dropUsersOfTypesIn(session.catalog, schema);
  auto isIn = [&](const auto &item) { return llvm::StringRef(item.first).starts_with(schema + "."); };
  std::erase_if(session.catalog.enums, isIn);
  std::erase_if(session.catalog.domains, isIn);
  std::erase_if(session.catalog.compositeTypes, isIn);
  moveOtherRelations(session.catalog, schema, "");
  if (schema != "public")
    session.schemas.erase(schema);
}

/// The types of widely used extensions, by which columns and policies fall with them.
struct ExtensionType {
  llvm::StringLiteral extension, type;
};
constexpr ExtensionType ExtensionTypes[] = {
    {"citext", "citext"},    {"hstore", "hstore"},     {"ltree", "ltree"}, {"vector", "vector"},
    {"postgis", "geometry"}, {"postgis", "geography"}, {"isn", "isbn"},    {"cube", "cube"},
};

void dropExtension(Session &session, const Path &path, const Drop &drop) {
  session.catalog.extensions.erase(path.back());
  for (const ExtensionType &one : ExtensionTypes)
    if (drop.cascade && one.extension == path.back())
      dropUsersOfType(session.catalog, "public", one.type.str());
}

void dropIndexNamed(Session &session, const Path &path, const Drop &) {
  Name name = nameOf(path); // an index that is not known may be that of an exclusion constraint
  dropIndex(session, name.schema, name.name);
}

void dropObject(Session &session, Node object, const Drop &drop) {
  Path path = objectPath(object);
  if (path.empty())
    return;
  if (drop.kind == "OBJECT_TABLE" || drop.kind == "OBJECT_VIEW" || drop.kind == "OBJECT_MATVIEW" ||
      drop.kind == "OBJECT_FOREIGN_TABLE")
    dropTable(session, path, drop);
  else if (drop.kind == "OBJECT_INDEX")
    dropIndexNamed(session, path, drop);
  else if (drop.kind == "OBJECT_POLICY")
    dropOnTable(session, path, drop, erasePolicy);
  else if (drop.kind == "OBJECT_TRIGGER")
    dropTrigger(session, path, drop);
  else if (drop.kind == "OBJECT_RULE")
    dropRule(session, path, drop);
  else if (drop.kind == "OBJECT_FUNCTION" || drop.kind == "OBJECT_PROCEDURE" || drop.kind == "OBJECT_ROUTINE")
    dropFunction(session, object, drop);
  else if (drop.kind == "OBJECT_EXTENSION")
    dropExtension(session, path, drop);
  else if (drop.kind == "OBJECT_SCHEMA")
    dropSchema(session, path, drop);
  else if (drop.kind == "OBJECT_TYPE" || drop.kind == "OBJECT_DOMAIN")
    dropType(session, path, drop);
  if (drop.kind == "OBJECT_TYPE" || drop.kind == "OBJECT_SEQUENCE")
    dropOtherRelation(session, nameOf(path));
}

} // namespace

void dropObjects(Session &session, Node body) {
  Drop drop{body["removeType"].str(), body["missing_ok"].boolean(), body["behavior"].str() == "DROP_CASCADE"};
  for (Node object : body["objects"])
    dropObject(session, object, drop);
}

} // namespace pgtidy::sql
