#include "catalog/other_relations.h"

#include "catalog/columns.h"
#include "catalog/statements.h"
#include "lower/lower.h"

#include "llvm/ADT/StringRef.h"

namespace pgtidy::sql {
namespace {

/// The key of what the name means; "" where there is none.
std::string keyOf(const Session &session, const Name &name) {
  const std::set<std::string> &known = session.catalog.otherRelations;
  if (!name.schema.empty())
    return known.count(tableKey(name.schema, name.name)) ? tableKey(name.schema, name.name) : "";
  for (const std::string &schema : session.searchPath)
    if (std::string key = tableKey(schema, name.name); known.count(key))
      return key;
  return "";
}

void add(Session &session, const Name &name) {
  session.catalog.otherRelations.insert(
      tableKey(name.schema.empty() ? session.creationSchema() : name.schema, name.name));
}

} // namespace

void createSequence(Session &session, Node body) {
  if (body["sequence"]["relpersistence"].str() != "t")
    add(session, tableName(body["sequence"]));
}

void createCompositeType(Session &session, Node body) {
  const Name name = tableName(body["typevar"]);
  add(session, name);
  Table attributes;
  for (Node element : body["coldeflist"])
    addColumn(session, attributes, element["ColumnDef"]);
  session.catalog.compositeTypes[tableKey(name.schema.empty() ? session.creationSchema() : name.schema, name.name)] =
      std::move(attributes.columns);
}

std::string compositeKey(const Session &session, const Name &name) {
  const auto &types = session.catalog.compositeTypes;
  if (std::string key = tableKey(name.schema.empty() ? session.creationSchema() : name.schema, name.name);
      !name.schema.empty() || types.contains(key))
    return types.contains(key) ? key : "";
  for (const std::string &schema : session.searchPath)
    if (std::string key = tableKey(schema, name.name); types.contains(key))
      return key;
  return "";
}

void dropOtherRelation(Session &session, const Name &name) {
  session.catalog.otherRelations.erase(keyOf(session, name));
}

bool moveOtherRelation(Session &session, const Name &name, const std::string &schema, const std::string &to) {
  const std::string key = keyOf(session, name);
  if (key.empty())
    return false;
  session.catalog.otherRelations.erase(key);
  session.catalog.otherRelations.insert(tableKey(schema.empty() ? key.substr(0, key.find('.')) : schema, to));
  return true;
}

void moveOtherRelations(Catalog &catalog, const std::string &from, const std::string &to) {
  const std::string prefix = tableKey(from, "");
  std::set<std::string> kept;
  for (const std::string &key : catalog.otherRelations)
    if (!llvm::StringRef(key).starts_with(prefix))
      kept.insert(key);
    else if (!to.empty())
      kept.insert(tableKey(to, key.substr(prefix.size())));
  catalog.otherRelations = std::move(kept);
}

} // namespace pgtidy::sql
