#include "lower/lower.h"

#include "lower/lowering.h"

namespace pgtidy::sql {

ExprPtr lowerExpr(Node expression) { return Lowering().expr(expression); }

QueryPtr lowerQuery(Node selectStmt) {
  if (!selectStmt)
    return nullptr;
  return Lowering().query(selectStmt.tag() == "SelectStmt" ? selectStmt.body() : selectStmt);
}

Statement lowerStatement(Node statement) { return Lowering().statement(statement); }

std::string typeName(Node typeName) { return Lowering().type(typeName); }

Name tableName(Node rangeVar) { return Lowering().table(rangeVar); }

std::string typeModifiers(Node typeName) {
  Node body = typeName.tag() == "TypeName" ? typeName.body() : typeName;
  std::string result;
  for (Node modifier : body["typmods"]) {
    Node constant = modifier["A_Const"];
    if (!constant["ival"])
      return "";
    result += (result.empty() ? "(" : ",") + std::to_string(constant["ival"]["ival"].integer());
  }
  return result.empty() ? "" : result + ")";
}

std::vector<std::string> stringList(Node list) {
  std::vector<std::string> result;
  for (Node element : list)
    result.emplace_back(element["String"]["sval"].str());
  return result;
}

std::vector<std::string> objectPath(Node object) {
  if (object.tag() == "List")
    return stringList(object.body()["items"]);
  if (object.tag() == "TypeName")
    return stringList(object.body()["names"]);
  if (object.tag() == "ObjectWithArgs")
    return stringList(object.body()["objname"]);
  return {std::string(object["String"]["sval"].str())};
}

Name nameOf(const std::vector<std::string> &path) {
  Name name;
  name.location = 0;
  if (!path.empty())
    name.name = path.back();
  if (path.size() > 1)
    name.schema = path[path.size() - 2];
  return name;
}

} // namespace pgtidy::sql
