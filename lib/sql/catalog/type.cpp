#include "catalog/default.h"
#include "catalog/statements.h"
#include "lower/lower.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::sql {

void createDomain(Session &session, Node body) {
  const std::vector<std::string> path = stringList(body["domainname"]);
  if (path.empty())
    return;
  const Domain *base = session.catalog.domain(typeName(body["typeName"]));
  Domain domain = base ? *base : Domain(); // as the base is now: what is altered there later does not come through
  for (Node constraint : body["constraints"])
    if (Node detail = constraint["Constraint"]; detail["contype"].str() == "CONSTR_DEFAULT")
      domain = {true, defaultAt(session.statement(), static_cast<size_t>(detail["location"].integer()))};
  session.catalog.domains[tableKey(session.schemaOf(path), path.back())] = std::move(domain);
}

void alterDomain(Session &session, Node body) {
  std::vector<std::string> path = stringList(body["typeName"]);
  if (path.empty() || body["subtype"].str() != "T") // SET or DROP DEFAULT
    return;
  Domain domain;
  if (body["def"])
    domain = {true, defaultSet(session.statement(), 0)};
  session.catalog.domains[tableKey(session.schemaOf(path), path.back())] = std::move(domain);
}

void createEnum(Session &session, Node body) {
  std::vector<std::string> path = stringList(body["typeName"]);
  if (path.empty())
    return;
  std::string key = tableKey(session.schemaOf(path), path.back());
  if (!session.catalog.enums.try_emplace(key, stringList(body["vals"])).second)
    session.leftOut(0, "type \"" + path.back() + "\" already exists");
}

void alterEnum(Session &session, Node body) {
  std::string key = session.findEnum(stringList(body["typeName"]));
  if (key.empty()) // perhaps a type of an extension, or made by a DO block
    return;
  std::vector<std::string> &values = session.catalog.enums[key];
  std::string value(body["newVal"].str());
  if (body["oldVal"]) {
    llvm::replace(values, std::string(body["oldVal"].str()), value);
    return;
  }
  if (llvm::is_contained(values, value))
    return;
  auto place = llvm::find(values, body["newValNeighbor"].str());
  if (place != values.end() && body["newValIsAfter"].boolean())
    ++place;
  values.insert(place, value);
}

void createSchema(Session &session, Node body) {
  std::string name(body["schemaname"].str());
  if (name.empty())
    name = std::string(body["authrole"]["rolename"].str());
  session.schemas.insert(name);
  std::vector<std::string> outer = session.searchPath;
  session.searchPath.insert(session.searchPath.begin(), name);
  for (Node element : body["schemaElts"])
    applyStatement(session, element);
  session.searchPath = std::move(outer);
}

} // namespace pgtidy::sql
