// What runs functions without their names: operators, aggregates and casts.
#include "catalog/statements.h"
#include "lower/lower.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::sql {
namespace {

std::string functionName(const std::vector<std::string> &path) {
  if (path.empty())
    return {};
  return path.size() > 1 ? tableKey(path[path.size() - 2], path.back()) : path.back();
}

/// The functions among the options of CREATE OPERATOR and CREATE AGGREGATE.
bool isFunction(std::string_view option) {
  static constexpr std::string_view Options[] = {"function",    "procedure",  "sfunc",       "finalfunc",
                                                 "combinefunc", "msfunc",     "minvfunc",    "mfinalfunc",
                                                 "sfunc1",      "serialfunc", "deserialfunc"};
  return llvm::is_contained(Options, option);
}

bool isOperand(std::string_view option) { return option == "leftarg" || option == "rightarg"; }

} // namespace

void define(Session &session, Node body) {
  std::string_view kind = body["kind"].str();
  ImplicitCall call;
  if (kind == "OBJECT_AGGREGATE")
    call.kind = ImplicitCall::Kind::Aggregate;
  else if (kind != "OBJECT_OPERATOR")
    return;
  std::vector<std::string> path = stringList(body["defnames"]);
  if (path.empty())
    return;
  call.name = path.back();
  for (Node option : body["definition"]) {
    if (isOperand(option["DefElem"]["defname"].str()))
      call.types.push_back(typeName(option["DefElem"]["arg"]));
    if (isFunction(option["DefElem"]["defname"].str()))
      call.functions.push_back(functionName(stringList(option["DefElem"]["arg"]["TypeName"]["names"])));
  }
  session.catalog.implicitCalls.push_back(std::move(call));
}

void createCast(Session &session, Node body) {
  std::string function = functionName(stringList(body["func"]["objname"]));
  if (function.empty()) // WITHOUT FUNCTION, or WITH INOUT
    return;
  ImplicitCall call{ImplicitCall::Kind::Cast, typeName(body["targettype"]), {function}};
  call.types = {typeName(body["sourcetype"])};
  call.isExplicit = body["context"].str() == "COERCION_EXPLICIT";
  session.catalog.implicitCalls.push_back(std::move(call));
}

} // namespace pgtidy::sql
