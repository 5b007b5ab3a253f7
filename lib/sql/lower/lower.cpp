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

} // namespace pgtidy::sql
