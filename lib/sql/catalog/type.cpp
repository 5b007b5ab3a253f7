#include "catalog/bound.h"
#include "catalog/default.h"
#include "catalog/statements.h"
#include "catalog/view.h"
#include "lower/lower.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <utility>

namespace pgtidy::sql {

void createDomain(Session &session, Node body) {
  const std::vector<std::string> path = stringList(body["domainname"]);
  if (path.empty())
    return;
  const Domain *base = session.catalog.domain(typeName(body["typeName"]));
  Domain domain = base ? *base : Domain(); // as the base is now: what is altered there later does not come through
  domain.base = typeName(body["typeName"]);
  domain.modifiers = typeModifiers(body["typeName"]);
  for (Node constraint : body["constraints"]) {
    Node detail = constraint["Constraint"];
    if (detail["contype"].str() == "CONSTR_DEFAULT") {
      domain.hasDefault = true;
      domain.defaultText = defaultAt(session.statement(), static_cast<size_t>(detail["location"].integer()));
      bindNames(domain.defaultText, session.catalog, session.searchPath);
    } else if (detail["contype"].str() == "CONSTR_CHECK") {
      domain.checks.push_back(lowerExpr(detail["raw_expr"]));
    }
  }
  session.catalog.domains[tableKey(session.schemaOf(path), path.back())] = std::move(domain);
}

void alterDomain(Session &session, Node body) {
  std::vector<std::string> path = stringList(body["typeName"]);
  if (path.empty())
    return;
  Domain &domain = session.catalog.domains[tableKey(session.schemaOf(path), path.back())];
  if (body["subtype"].str() == "T") { // SET or DROP DEFAULT
    domain.hasDefault = static_cast<bool>(body["def"]);
    domain.defaultText = domain.hasDefault ? defaultSet(session.statement(), 0) : std::string();
    bindNames(domain.defaultText, session.catalog, session.searchPath);
  } else if (body["subtype"].str() == "C") {
    domain.checks.push_back(lowerExpr(body["def"]["Constraint"]["raw_expr"]));
  }
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
    std::ranges::replace(values, std::string(body["oldVal"].str()), value);
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
  const std::string owner = body["authrole"] ? roleName(body["authrole"]) : session.role;
  std::string name(body["schemaname"].str());
  if (name.empty())
    name = owner;
  session.schemas.insert(name);
  std::vector<std::string> outerPath = session.searchPath;
  std::string outerRole = std::exchange(session.role, owner); // whose the elements are, too
  session.searchPath.insert(session.searchPath.begin(), name);
  for (Node element : body["schemaElts"])
    applyStatement(session, element);
  session.searchPath = std::move(outerPath);
  session.role = std::move(outerRole);
}

} // namespace pgtidy::sql
