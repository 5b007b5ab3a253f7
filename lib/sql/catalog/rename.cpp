#include "catalog/rename.h"

#include "catalog/bound.h"
#include "catalog/columns.h"
#include "catalog/other_relations.h"
#include "catalog/query.h"
#include "catalog/signature.h"
#include "catalog/statements.h"
#include "lower/lower.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace pgtidy::sql {
namespace {

void renameIn(std::vector<std::string> &names, const std::string &from, const std::string &to) {
  std::ranges::replace(names, from, to);
}

/// Conditions and view queries hold on to columns and tables, whatever they are called; so they are rewritten. They
/// were made by this catalog, that hands them out as const only.
void rename(const Expr &expr, const std::string &to) { const_cast<Expr &>(expr).path.back() = to; }

void renameColumnIn(const std::shared_ptr<const Expr> &made, const std::string &from, const std::string &to) {
  if (made)
    visit(*made, {[&](const Expr &expr) {
                    if (expr.kind == ExprKind::Column && expr.path.back() == from)
                      rename(expr, to);
                  },
                  [](const Name &) {}});
}

void renameColumnOf(Table &table, const std::string &from, const std::string &to) {
  for (const Column &column : table.columns)
    renameColumnIn(column.generatedAs, from, to);
  for (const Check &check : table.checks)
    renameColumnIn(check.condition, from, to);
  if (Column *column = mutableColumn(table, from))
    column->name = to;
  for (Key &key : table.keys) {
    renameIn(key.columns, from, to);
    renameIn(key.included, from, to);
  }
  for (Index &index : table.indexes) {
    renameIn(index.columns, from, to);
    renameIn(index.included, from, to);
    for (std::string &element : index.elements) // "lower(email)"
      if (const size_t open = element.find('('); element == from)
        element = to;
      else if (open != std::string::npos && element.substr(open) == "(" + from + ")")
        element = element.substr(0, open) + "(" + to + ")";
    renameColumnIn(index.predicate, from, to);
  }
  for (ForeignKey &key : table.foreignKeys) {
    renameIn(key.columns, from, to);
    renameIn(key.nulled, from, to);
  }
  renameIn(table.partitionedBy, from, to);
}

void renameReferenced(Catalog &catalog, const Table &parent, const std::string &from, const std::string &to) {
  for (auto &[key, table] : catalog.tables())
    for (ForeignKey &foreign : table.foreignKeys)
      if (foreign.table == parent.name && foreign.schema == parent.schema)
        renameIn(foreign.referenced, from, to);
}

void renameColumn(Session &session, Node body, Table &table) {
  std::string from(body["subname"].str()), to(body["newname"].str());
  if (!table.column(from))
    return session.leftOut(0, "column \"" + from + "\" does not exist");
  if (table.column(to))
    return session.leftOut(0, "column \"" + to + "\" of relation \"" + table.name + "\" already exists");
  columnsChanged(session.catalog, table);
  renameColumnInBound(session.catalog, table, from, to);
  for (Table *child : descendants(session.catalog, table)) {
    renameColumnInBound(session.catalog, *child, from, to);
    renameColumnOf(*child, from, to);
  }
  renameColumnOf(table, from, to);
  if (table.view) // its query goes on to call the column as before
    keepNames(table);
  for (Trigger &trigger : session.catalog.triggers)
    if (trigger.schema == table.schema && trigger.table == table.name)
      renameIn(trigger.columns, from, to);
  renameReferenced(session.catalog, table, from, to);
}

void renameConstraint(Session &session, Node body, Table &table) {
  std::string from(body["subname"].str()), to(body["newname"].str());
  auto change = [&](auto &list) {
    for (auto &item : list)
      if (item.name == from)
        item.name = to;
  };
  change(table.keys);
  change(table.foreignKeys);
  session.names.add(to);
}

bool renameIndex(Session &session, const Name &index, const std::string &to) {
  for (auto &[key, table] : session.catalog.tables()) {
    if (!index.schema.empty() && table.schema != index.schema)
      continue;
    bool found = false;
    auto change = [&](auto &list) {
      for (auto &item : list)
        if (item.name == index.name) {
          item.name = to;
          found = true;
        }
    };
    change(table.indexes);
    change(table.keys);
    session.names.add(to);
    if (found)
      return true;
  }
  return false;
}

void renameTrigger(Session &session, Node body, const Table &table) {
  for (Trigger &trigger : session.catalog.triggers)
    if (trigger.schema == table.schema && trigger.table == table.name && trigger.name == body["subname"].str())
      trigger.name = std::string(body["newname"].str());
}

void renamePolicy(Node body, Table &table) {
  for (Policy &policy : table.policies)
    if (policy.name == body["subname"].str())
      policy.name = std::string(body["newname"].str());
}

void renameRelation(Session &session, Node body) {
  Name name = tableName(body["relation"]);
  std::string to(body["newname"].str());
  if (!session.find(name) && (renameIndex(session, name, to) || moveOtherRelation(session, name, "", to)))
    return;
  Table *table = session.require(name, body["missing_ok"].boolean());
  if (table && !moveTable(session.catalog, *table, table->schema, to))
    session.leftOut(0, "relation \"" + to + "\" already exists");
}

/// ALTER TYPE … RENAME TO, or SET SCHEMA, of an enum or a composite type.
void moveType(Session &session, const std::vector<std::string> &path, const std::string &schema,
              const std::string &name) {
  if (path.empty())
    return;
  std::string key = session.findEnum(path);
  const bool isEnum = !key.empty();
  if (!isEnum)
    key = compositeKey(session, nameOf(path));
  const std::string to = tableKey(schema.empty() ? key.substr(0, key.find('.')) : schema, name);
  if (!key.empty())
    renameInSignatures(session.catalog, key, to);
  if (!isEnum) {
    if (auto attributes = session.catalog.compositeTypes.extract(key)) {
      attributes.key() = to;
      session.catalog.compositeTypes.insert(std::move(attributes));
      for (auto &[table, type] : session.typedTables)
        if (type == key)
          type = to;
    }
    moveOtherRelation(session, nameOf(path), schema, name);
    return;
  }
  auto values = session.catalog.enums.extract(key);
  values.key() = to;
  session.catalog.enums.insert(std::move(values));
}

std::vector<std::string> functionPath(Node object) { return stringList(object["ObjectWithArgs"]["objname"]); }

/// The function that is altered, or, where its types are not said, those of the name, under another name and schema.
void moveFunction(Session &session, Node object, const std::string &schema, const std::string &name) {
  const MeantFunctions meant = functionsMeant(session, object["ObjectWithArgs"]);
  if (meant.name.empty())
    return;
  const BoundName from{meant.schema, meant.name};
  const BoundName to{schema.empty() ? from.schema : schema, name.empty() ? from.name : name};
  bool isLeft = false;
  for (Function &function : session.catalog.functions) {
    isLeft |= meant.isNamed(function) && !meant(function);
    if (meant(function))
      function.schema = to.schema, function.name = to.name;
  }
  if (!isLeft)
    return renameCalls(session.catalog, from, to);
  if (!meant.anyTypes && meant.types.empty()) // what triggers run takes no arguments
    for (Trigger &trigger : session.catalog.triggers)
      if (trigger.function == tableKey(from.schema, from.name))
        trigger.function = tableKey(to.schema, to.name);
}

void renameFunction(Session &session, Node body) {
  moveFunction(session, body["object"], "", std::string(body["newname"].str()));
}

void renameAggregate(Session &session, Node body) {
  const std::vector<std::string> path = functionPath(body["object"]);
  for (ImplicitCall &call : session.catalog.implicitCalls)
    if (call.kind == ImplicitCall::Kind::Aggregate && !path.empty() && call.name == path.back())
      call.name = std::string(body["newname"].str());
}

void moveDomain(Session &session, const std::vector<std::string> &path, const std::string &schema,
                const std::string &name) {
  if (path.empty())
    return;
  const std::string from = session.schemaOf(path);
  auto known = session.catalog.domains.extract(tableKey(from, path.back()));
  if (!known)
    return;
  known.key() = tableKey(schema.empty() ? from : schema, name.empty() ? path.back() : name);
  renameInSignatures(session.catalog, tableKey(from, path.back()), known.key());
  for (auto &[key, table] : session.catalog.tables())
    for (Column &column : table.columns)
      if (column.type == path.back() || column.type == tableKey(from, path.back()))
        column.type = known.key();
  session.catalog.domains.insert(std::move(known));
}

void renameSchema(Session &session, Node body) {
  std::string from(body["subname"].str()), to(body["newname"].str());
  std::vector<std::string> names;
  for (const auto &[key, table] : session.catalog.tables())
    if (table.schema == from)
      names.push_back(table.name);
  for (const std::string &name : names)
    moveTable(session.catalog, session.catalog.tables().at(tableKey(from, name)), to, name);
  std::set<std::string> functions;
  for (Function &function : session.catalog.functions)
    if (function.schema == from) {
      function.schema = to;
      functions.insert(function.name);
    }
  for (const std::string &name : functions)
    renameCalls(session.catalog, {from, name}, {to, name});
  moveOtherRelations(session.catalog, from, to);
  session.schemas.insert(to);
}

/// ALTER TYPE … RENAME ATTRIBUTE, of the tables of the type as well.
void renameAttribute(Session &session, Node body) {
  const std::string key = compositeKey(session, tableName(body["relation"]));
  for (Column &column : session.catalog.compositeTypes[key])
    if (column.name == body["subname"].str())
      column.name = std::string(body["newname"].str());
  for (const auto &[table, type] : session.typedTables)
    if (auto found = session.catalog.tables().find(table); type == key && found != session.catalog.tables().end())
      renameColumn(session, body, found->second);
}

bool isFunction(std::string_view kind) {
  return kind == "OBJECT_FUNCTION" || kind == "OBJECT_PROCEDURE" || kind == "OBJECT_ROUTINE";
}

bool isRelation(std::string_view kind) {
  return kind == "OBJECT_TABLE" || kind == "OBJECT_VIEW" || kind == "OBJECT_MATVIEW" || kind == "OBJECT_FOREIGN_TABLE";
}

} // namespace

bool moveTable(Catalog &catalog, Table &table, const std::string &schema, const std::string &name) {
  std::string from = tableKey(table.schema, table.name), to = tableKey(schema, name);
  if (from == to)
    return true;
  if (catalog.tables().count(to))
    return false;
  std::string oldSchema = table.schema, oldName = table.name;
  for (auto &[key, other] : catalog.tables()) {
    for (ForeignKey &foreign : other.foreignKeys)
      if (foreign.table == oldName && foreign.schema == oldSchema)
        std::tie(foreign.schema, foreign.table) = std::tie(schema, name);
    std::ranges::replace(other.inherits, from, to);
    if (other.partitionOf == from)
      other.partitionOf = to;
    renameRead(other, {oldSchema, oldName}, {schema, name});
  }
  for (Rule &rule : catalog.rules) {
    if (rule.table == oldName && rule.schema == oldSchema)
      std::tie(rule.schema, rule.table) = std::tie(schema, name);
    rule.text = renamedWord(rule.text, {oldSchema, oldName}, {schema, name});
  }
  for (Trigger &trigger : catalog.triggers)
    if (trigger.table == oldName && trigger.schema == oldSchema)
      std::tie(trigger.schema, trigger.table) = std::tie(schema, name);
  for (TableGrant &grant : catalog.grants)
    if (grant.table == from)
      grant.table = to;
  renameInBodies(catalog, {oldSchema, oldName}, {schema, name});
  renameInSignatures(catalog, from, to);
  auto node = catalog.tables().extract(from);
  node.key() = to;
  node.mapped().schema = schema;
  node.mapped().name = name;
  for (Index &index : node.mapped().indexes)
    index.schema = schema;
  catalog.tables().insert(std::move(node));
  return true;
}

void renameObject(Session &session, Node body) {
  std::string_view kind = body["renameType"].str();
  if (isRelation(kind))
    return renameRelation(session, body);
  if (kind == "OBJECT_INDEX") {
    renameIndex(session, tableName(body["relation"]), std::string(body["newname"].str()));
    return;
  }
  if (kind == "OBJECT_TYPE")
    return moveType(session, stringList(body["object"]["List"]["items"]), "", std::string(body["newname"].str()));
  if (kind == "OBJECT_SEQUENCE") {
    moveOtherRelation(session, tableName(body["relation"]), "", std::string(body["newname"].str()));
    return;
  }
  if (kind == "OBJECT_SCHEMA")
    return renameSchema(session, body);
  if (isFunction(kind))
    return renameFunction(session, body);
  if (kind == "OBJECT_ROLE")
    return renameRole(session, std::string(body["subname"].str()), std::string(body["newname"].str()));
  if (kind == "OBJECT_ATTRIBUTE")
    return renameAttribute(session, body);
  if (kind == "OBJECT_AGGREGATE")
    return renameAggregate(session, body);
  if (kind == "OBJECT_DOMAIN")
    return moveDomain(session, stringList(body["object"]["List"]["items"]), "", std::string(body["newname"].str()));
  if (kind != "OBJECT_COLUMN" && kind != "OBJECT_TABCONSTRAINT" && kind != "OBJECT_POLICY" && kind != "OBJECT_TRIGGER")
    return;
  Table *table = session.require(tableName(body["relation"]), body["missing_ok"].boolean());
  if (!table)
    return;
  if (kind == "OBJECT_COLUMN")
    renameColumn(session, body, *table);
  else if (kind == "OBJECT_TABCONSTRAINT")
    renameConstraint(session, body, *table);
  else if (kind == "OBJECT_TRIGGER")
    renameTrigger(session, body, *table);
  else
    renamePolicy(body, *table);
}

void setObjectSchema(Session &session, Node body) {
  std::string schema(body["newschema"].str());
  std::string_view kind = body["objectType"].str();
  session.schemas.insert(schema);
  if (isFunction(kind))
    moveFunction(session, body["object"], schema, "");
  if (kind == "OBJECT_DOMAIN")
    moveDomain(session, stringList(body["object"]["List"]["items"]), schema, "");
  if (const auto path = stringList(body["object"]["List"]["items"]); kind == "OBJECT_TYPE" && !path.empty())
    moveType(session, path, schema, path.back());
  if (auto extension = session.catalog.extensions.find(std::string(body["object"]["String"]["sval"].str()));
      kind == "OBJECT_EXTENSION" && extension != session.catalog.extensions.end())
    extension->second.schema = schema;
  if (const Name sequence = tableName(body["relation"]); kind == "OBJECT_SEQUENCE")
    moveOtherRelation(session, sequence, schema, sequence.name);
  if (!isRelation(kind))
    return;
  Table *table = session.require(tableName(body["relation"]), body["missing_ok"].boolean());
  if (table && !moveTable(session.catalog, *table, schema, std::string(table->name)))
    session.leftOut(0, "relation \"" + table->name + "\" already exists in schema \"" + schema + "\"");
}

} // namespace pgtidy::sql
