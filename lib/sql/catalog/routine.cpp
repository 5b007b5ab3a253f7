#include "catalog/bound.h"
#include "catalog/signature.h"
#include "catalog/split.h"
#include "catalog/statements.h"
#include "catalog/view.h"
#include "lower/lower.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::sql {
namespace {

/// The statements between BEGIN ATOMIC, which ends at `begin`, and its END.
std::string atomicBody(std::string_view statement, size_t begin) {
  size_t end = begin;
  for (size_t i = skipBlanks(statement, begin); i < statement.size(); i = skipBlanks(statement, tokenEnd(statement, i)))
    if (isWordAt(statement, i, "END"))
      end = i;
  return std::string(statement.substr(begin, end - begin));
}

/// The body of a function that is written as SQL, without quotes, as statements: RETURN x is SELECT x.
std::string sqlBody(std::string_view statement) {
  for (size_t i = skipBlanks(statement, 0); i < statement.size(); i = skipBlanks(statement, tokenEnd(statement, i))) {
    if (isWordAt(statement, i, "RETURN"))
      return "SELECT " + llvm::StringRef(statement.substr(i + 6)).trim(" \t\r\n;").str();
    size_t atomic = isWordAt(statement, i, "BEGIN") ? skipBlanks(statement, i + 5) : statement.size();
    if (isWordAt(statement, atomic, "ATOMIC"))
      return atomicBody(statement, atomic + 6);
  }
  return {};
}

bool isInput(std::string_view mode) { return mode != "FUNC_PARAM_OUT" && mode != "FUNC_PARAM_TABLE"; }

/// The schemas of `SET search_path = a, b` and of `SET search_path = 'a, b'`.
void addSchemas(std::vector<std::string> &path, std::string_view text) {
  llvm::SmallVector<llvm::StringRef> names;
  llvm::StringRef(text.data(), text.size()).split(names, ',');
  for (llvm::StringRef name : names)
    if (name = name.trim(" \t\n\""); !name.empty())
      path.push_back(name.str());
}

/// SET, RESET and RESET ALL of a function.
void applySetting(const Session &session, Function &function, Node set) {
  const std::string_view kind = set["kind"].str();
  const bool isPath = set["name"].str() == "search_path";
  if (kind == "VAR_RESET_ALL")
    function.setsParameters = false;
  else if (!isPath && kind != "VAR_RESET")
    function.setsParameters |= saysWhoAsks(set["name"].str());
  if (!isPath && kind != "VAR_RESET_ALL")
    return;
  function.setsSearchPath = kind == "VAR_SET_VALUE" || kind == "VAR_SET_CURRENT";
  function.searchPath = kind == "VAR_SET_CURRENT" ? session.searchPath : std::vector<std::string>();
  for (Node schema : set["args"])
    addSchemas(function.searchPath, schema["A_Const"]["sval"]["sval"].str());
}

void applyOption(const Session &session, Function &function, Node option) {
  std::string_view name = option["defname"].str();
  Node value = option["arg"];
  if (name == "language")
    function.language = std::string(value["String"]["sval"].str());
  else if (name == "security")
    function.securityDefiner = value["Boolean"]["boolval"].boolean();
  else if (name == "set")
    applySetting(session, function, value["VariableSetStmt"]);
  else if (name == "volatility") {
    function.isVolatile = value["String"]["sval"].str() == "volatile";
    function.isImmutable = value["String"]["sval"].str() == "immutable";
  } else if (name == "as")
    function.body = std::string(value["List"]["items"].at(0)["String"]["sval"].str());
}

std::string returnType(const Session &session, Node type) {
  if (!type)
    return {};
  return (type["setof"].boolean() ? "setof " : "") + signatureType(session, type);
}

} // namespace

bool saysWhoAsks(std::string_view written) {
  const std::string parameter = llvm::StringRef(written).lower();
  return parameter.find('.') != parameter.npos || parameter == "role" || parameter == "session_authorization" ||
         parameter == "row_security" || parameter == "session_replication_role";
}

void createFunction(Session &session, Node body) {
  std::vector<std::string> path = stringList(body["funcname"]);
  if (path.empty())
    return;
  Function function;
  function.schema = session.schemaOf(path);
  function.name = path.back();
  for (Node parameter : body["parameters"]) {
    Node detail = parameter["FunctionParameter"];
    const bool isInOut = detail["mode"].str() == "FUNC_PARAM_INOUT",
               isOutput = isInOut || !isInput(detail["mode"].str());
    function.outBeforeInput |= (isInOut || !isOutput) && !function.outputNames.empty();
    if (isOutput) {
      function.outputNames.push_back(std::string(detail["name"].str()));
      function.outputTypes.push_back(signatureType(session, detail["argType"]));
    }
    if (isOutput && !isInOut)
      continue;
    function.isVariadic |= detail["mode"].str() == "FUNC_PARAM_VARIADIC";
    function.argumentNames.push_back(std::string(detail["name"].str()));
    function.argumentTypes.push_back(signatureType(session, detail["argType"]));
    function.argumentDefaults.push_back(lowerExpr(detail["defexpr"]));
  }
  function.returns = returnType(session, body["returnType"]);
  for (Node option : body["options"])
    applyOption(session, function, option["DefElem"]);
  if (body["sql_body"]) {
    function.body = sqlBody(session.statement());
    bindNames(function.body, session.catalog, session.searchPath);
    function.isBound = true;
    if (function.language.empty())
      function.language = "sql";
  }
  function.executableByPublic = session.functionsForPublic;
  function.owner = session.role;
  function.origin = session.origin(0);
  if (body["replace"].boolean()) // whose it is, and who may execute it, stays as it was
    for (const Function &other : session.catalog.functions)
      if (other.schema == function.schema && other.name == function.name &&
          other.argumentTypes == function.argumentTypes) {
        function.executableByPublic = other.executableByPublic;
        function.owner = other.owner;
      }
  llvm::erase_if(session.catalog.functions, [&](const Function &other) {
    return other.schema == function.schema && other.name == function.name &&
           other.argumentTypes == function.argumentTypes;
  });
  session.catalog.functions.push_back(std::move(function));
}

/// ALTER … OWNER TO of what is no table.
void alterOwner(Session &session, Node body) {
  const MeantFunctions meant = functionsMeant(session, body["object"]["ObjectWithArgs"]);
  for (Function &function : session.catalog.functions)
    if (meant(function))
      function.owner = roleName(body["newowner"]);
}

void alterFunction(Session &session, Node body) {
  const MeantFunctions meant = functionsMeant(session, body["func"]);
  for (Function &function : session.catalog.functions)
    if (meant(function))
      for (Node option : body["actions"])
        applyOption(session, function, option["DefElem"]);
}

} // namespace pgtidy::sql
