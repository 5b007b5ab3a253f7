// Names, offsets and types.
#include "lower/lowering.h"

namespace pgtidy::sql {

// libpg_query leaves members out that are 0, so that a missing location is the first byte.
Offset Lowering::offset(Node node) const {
  int64_t location = node["location"].integer(0);
  return Source ? Source->original(location) : static_cast<Offset>(location);
}

std::string Lowering::text(std::string_view name) const { return Source ? Source->unmark(name) : std::string(name); }

std::vector<std::string> Lowering::names(Node list) const {
  std::vector<std::string> result;
  for (Node element : list)
    result.push_back(text(element["String"]["sval"]));
  return result;
}

std::vector<std::string> Lowering::aliasColumns(Node alias) const { return names(alias["colnames"]); }

Name Lowering::table(Node rangeVar) {
  Node body = rangeVar.tag() == "RangeVar" ? rangeVar.body() : rangeVar;
  Name name;
  name.schema = text(body["schemaname"]);
  name.name = text(body["relname"]);
  name.location = offset(body);
  if (!Source)
    return name;
  for (Node part : {body["relname"], body["schemaname"], body["catalogname"]})
    if (int32_t hole = Source->holeIn(part.str()); hole >= 0 && name.hole < 0)
      name.hole = hole;
  return name;
}

std::string Lowering::type(Node typeName) {
  Node body = typeName.tag() == "TypeName" ? typeName.body() : typeName;
  holesInType(body);
  std::string result;
  for (const std::string &part : names(body["names"])) {
    if (part == "pg_catalog" && result.empty())
      continue;
    result += (result.empty() ? "" : ".") + part;
  }
  if (body["pct_type"].boolean())
    result += "%type";
  for (size_t i = 0; i < body["arrayBounds"].size(); ++i)
    result += "[]";
  return result;
}

std::string Lowering::operatorName(Node names) {
  std::string schema, name;
  for (Node element : names) {
    schema = name;
    name = text(element["String"]["sval"]);
  }
  // The built-in meaning; an operator of another schema is a different one.
  return schema.empty() || schema == "pg_catalog" ? name : schema + "." + name;
}

} // namespace pgtidy::sql
