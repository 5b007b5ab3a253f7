#include "catalog/columns.h"
#include "catalog/new.h"
#include "catalog/other_relations.h"
#include "catalog/query.h"
#include "catalog/statements.h"
#include "lower/lower.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace pgtidy::sql {
namespace {

/// LIKE's options, as the parser has them.
enum LikeOption : int64_t {
  LikeDefaults = 1 << 3,
  LikeGenerated = 1 << 4,
  LikeIdentity = 1 << 5,
  LikeIndexes = 1 << 6
};

void copyColumn(Table &table, Column column, int64_t options) {
  bool keepsDefault = column.identity    ? options & LikeIdentity
                      : column.generated ? options & LikeGenerated
                                         : options & LikeDefaults;
  if (!keepsDefault) {
    column.hasDefault = column.identity = column.generated = false;
    column.defaultText.clear();
    column.generatedAs = nullptr;
  }
  if (!table.column(column.name))
    table.columns.push_back(std::move(column));
}

void copyLike(Session &session, Table &table, Node clause) {
  const Table *other = session.require(tableName(clause["relation"]), false);
  if (!other || other == &table)
    return;
  int64_t options = clause["options"].integer();
  for (const Column &column : other->columns)
    copyColumn(table, column, options);
  if (!(options & LikeIndexes))
    return;
  for (Key key : other->keys) {
    key.name = generatedKeyName(session.names, table, key);
    addKey(session.names, table, std::move(key));
  }
}

void addParents(Session &session, Table &table, Node body) {
  bool partition = static_cast<bool>(body["partbound"]);
  for (Node relation : body["inhRelations"]) {
    const Table *parent = session.require(tableName(relation), false);
    if (!parent || parent == &table)
      continue;
    std::string key = tableKey(parent->schema, parent->name);
    if (partition)
      table.partitionOf = key;
    else
      table.inherits.push_back(key);
    inheritColumns(table, *parent);
  }
}

/// CREATE TABLE … OF type.
void addAttributes(Session &session, Table &table, Node type) {
  const std::vector<std::string> path = stringList(type["names"]);
  if (path.empty())
    return;
  const std::string key = compositeKey(session, nameOf(path));
  if (key.empty())
    return;
  session.typedTables[tableKey(table.schema, table.name)] = key;
  for (const Column &column : session.catalog.compositeTypes[key])
    if (!table.column(column.name))
      table.columns.push_back(column);
}

void addElement(Session &session, Table &table, Node element) {
  if (element.tag() == "ColumnDef")
    addColumn(session, table, element.body());
  else if (element.tag() == "TableLikeClause")
    copyLike(session, table, element.body());
}

void createTableOfKind(Session &session, Node body, RelationKind kind) {
  Table *table =
      newRelation(session, body["relation"], kind, body["if_not_exists"].boolean() ? IfThere::Keep : IfThere::Error);
  if (!table)
    return;
  table->partitioned = static_cast<bool>(body["partspec"]);
  for (Node part : body["partspec"]["partParams"])
    table->partitionedBy.push_back(std::string(part["PartitionElem"]["name"].str()));
  addParents(session, *table, body);
  if (body["ofTypename"])
    addAttributes(session, *table, body["ofTypename"]);
  std::set<std::string_view> names;
  for (Node element : body["tableElts"])
    if (Node column = element["ColumnDef"]; column && !names.insert(column["colname"].str()).second)
      session.leftOut(static_cast<Offset>(column["location"].integer()),
                      "column \"" + std::string(column["colname"].str()) + "\" specified more than once");
  for (Node element : body["tableElts"])
    addElement(session, *table, element);
  for (Node element : body["tableElts"]) // columns first: a constraint may stand before those that it names
    if (element.tag() == "Constraint")
      addConstraint(session, *table, element.body());
}

} // namespace

Table *newRelation(Session &session, Node rangeVar, RelationKind kind, IfThere ifThere) {
  Name name = tableName(rangeVar);
  bool temporary = rangeVar["relpersistence"].str() == "t" || name.schema == "pg_temp";
  std::string schema = temporary ? "pg_temp" : name.schema.empty() ? session.creationSchema() : name.schema;
  std::string key = tableKey(schema, name.name);
  auto [place, isNew] = session.catalog.tables().try_emplace(key);
  if (!isNew && (ifThere == IfThere::Error || ifThere == IfThere::Keep)) {
    if (ifThere == IfThere::Error)
      session.leftOut(name.location, "relation \"" + (name.schema.empty() ? name.name : key) + "\" already exists");
    return nullptr;
  }
  if (isNew) {
    place->second.schema = schema;
    place->second.name = name.name;
    place->second.origin = session.origin(name.location);
    place->second.owner = session.role;
    for (const DefaultGrant &grant : session.defaultGrants)
      if (grant.schema.empty() || grant.schema == schema)
        session.catalog.grants.push_back({key, grant.role, grant.privilege, grant.origin, {}, true});
  }
  place->second.kind = kind;
  session.schemas.insert(schema);
  return &place->second;
}

void createTable(Session &session, Node body) { createTableOfKind(session, body, RelationKind::Table); }

void createForeignTable(Session &session, Node body) {
  createTableOfKind(session, body["base"], RelationKind::Foreign);
}

void createTableAs(Session &session, Node body) {
  bool materialized = body["objtype"].str() == "OBJECT_MATVIEW";
  Table *table =
      newRelation(session, body["into"]["rel"], materialized ? RelationKind::MaterializedView : RelationKind::Table,
                  body["if_not_exists"].boolean() ? IfThere::Keep : IfThere::Error);
  if (!table)
    return;
  std::shared_ptr<const Query> query = lowerQuery(body["query"]["SelectStmt"]);
  std::vector<std::string> names = stringList(body["into"]["colNames"]);
  if (query)
    table->columns = columnsOf(*query, names, session);
  if (!materialized)
    return;
  table->view = std::move(query);
  table->viewColumns = std::move(names);
  table->origin = session.origin(0);
}

void selectInto(Session &session, Node body) {
  Table *table = newRelation(session, body["intoClause"]["rel"], RelationKind::Table, IfThere::Error);
  if (!table)
    return;
  if (QueryPtr query = lowerQuery(body))
    table->columns = columnsOf(*query, {}, session);
}

} // namespace pgtidy::sql
